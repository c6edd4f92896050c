"""Pictures by class of attack: each is refused in words, or nothing of it is left but what is seen."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms

from pages.models import SiteImage
from pages.uploads.pictures import drawn_anew

RED = (189, 50, 23)
MARK = b"<script>alert(document.domain)</script>"
PLACE = "31.4678"


def picture(kind: str, size: tuple[int, int] = (64, 48), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, RED).save(out, kind, **options)
    return out.getvalue()


def with_place(kind: str) -> bytes:
    """A photograph that says where and by whom it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010E] = f"GPS {PLACE}"
    exif[0x013B] = "Li"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (31.0, 28.0, 4.0)
    return picture(kind, exif=exif, comment=MARK) if kind == "JPEG" else picture(kind, exif=exif)


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_a_photograph_was_taken_is_gone(kind: str) -> None:
    kept = drawn_anew(upload(with_place(kind))).read()
    with Image.open(io.BytesIO(kept)) as seen:
        assert not seen.getexif()
        assert seen.info.keys().isdisjoint({"exif", "comment", "xmp", "photoshop"})
        assert seen.size == (48, 64)  # upright, since what said so is gone too
    assert PLACE.encode() not in kept
    assert MARK not in kept


def test_colours_stay_what_they_were() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(io.BytesIO(drawn_anew(upload(picture("JPEG", icc_profile=profile))).read())) as seen:
        assert seen.info["icc_profile"] == profile


def test_a_moving_picture_still_moves() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0, comment=MARK)
    kept = drawn_anew(upload(out.getvalue(), "moving.gif")).read()
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.n_frames == 3
    assert MARK not in kept


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif_of_many_frames() -> bytes:
    out = io.BytesIO()
    first, second = Image.new("P", (2000, 2000), 0), Image.new("P", (2000, 2000), 1)
    first.save(out, "GIF", save_all=True, append_images=[second, first] * 10)
    return out.getvalue()


HARMLESS = {
    "a script behind the picture": lambda: picture("JPEG") + MARK,
    "a zip behind the picture": lambda: picture("PNG") + b"PK\x03\x04" + MARK,
    "a script in the palette's comment": lambda: picture("GIF", comment=MARK),
}
REFUSED = {
    "a bomb of pixels": lambda: png_that_claims(60_000, 60_000),
    "a bomb of frames": gif_of_many_frames,
    "SVG with a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>',
    "HTML under a picture's name": lambda: b"<!doctype html>" + MARK,
    "nothing at all": lambda: b"",
    "half a picture": lambda: picture("PNG", (400, 400))[:200],
    "another format than the site's": lambda: picture("TIFF"),
    "PostScript, which a decoder would run": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
}


@pytest.mark.parametrize("attack", HARMLESS)
def test_what_hides_in_a_picture_is_gone(attack: str) -> None:
    kept = drawn_anew(upload(HARMLESS[attack]())).read()
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        seen.load()


@pytest.mark.parametrize("attack", REFUSED)
def test_what_is_no_picture_of_ours_is_refused_in_words(attack: str) -> None:
    with pytest.raises(ValidationError) as refused:
        drawn_anew(upload(REFUSED[attack]()))
    assert str(refused.value.messages[0]).endswith("try again.")


def post_picture(client: Client, name: str, content: bytes):
    fields = {
        "title": "Hall",
        "file": upload(content, name),
        "decorative": "on",
        "collection": "1",
        "rights": "",
        "tags": "",
    }
    return client.post("/admin/images/add/", fields)


@pytest.mark.django_db
def test_a_picture_with_a_chinese_name_is_kept_upright_and_without_its_place(
    admin_client: Client, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert post_picture(admin_client, "会展中心.jpg", with_place("JPEG")).status_code == 302
    image = SiteImage.objects.get(title="Hall")
    with image.file.open() as file:
        assert PLACE.encode() not in file.read()
    assert (image.width, image.height) == (48, 64)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("attack", REFUSED)
def test_the_editor_reads_why_it_was_refused(admin_client: Client, settings, tmp_path, attack: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    for name in ("photo.png", "photo.svg", "photo.html"):
        answer = post_picture(admin_client, name, REFUSED[attack]())
        assert answer.status_code == 200
        assert answer.context["form"].errors["file"]
    assert not list(tmp_path.rglob("*.*"))
