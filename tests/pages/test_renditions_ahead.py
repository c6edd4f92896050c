"""No visitor waits for a picture: its sizes are there before."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from PIL import Image

from pages import renditions_ahead
from pages.models import BasePage, SiteImage
from pages.renditions_ahead import LAYOUT_SPECS, make_missing, make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture() -> SiteImage:
    data = BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(data, "JPEG")
    return SiteImage.objects.create(title="a", file=ContentFile(data.getvalue(), "a.jpg"), alt_en="a", alt_zh_hans="甲")


def test_what_is_made_ahead_is_what_the_layouts_ask_for(picture: SiteImage) -> None:
    make_renditions(picture)
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    assert made == set(LAYOUT_SPECS)
    html = render_to_string("components/picture.html", {"image": picture, "sizes": "100vw"})
    assert {"image/avif", "image/webp"} <= {part.partition('"')[0] for part in html.split('type="')}
    assert 'width="' in html
    assert 'height="' in html
    assert 'loading="lazy"' in html
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == made, "a visitor would have waited"


def test_an_upload_begins_the_work_after_the_commit(monkeypatch, django_capture_on_commit_callbacks) -> None:
    begun = []
    monkeypatch.setattr(renditions_ahead._maker, "submit", lambda work, pk: begun.append(pk))
    data = BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    with django_capture_on_commit_callbacks(execute=True):
        image = SiteImage.objects.create(title="b", file=ContentFile(data.getvalue(), "b.png"), decorative=True)
        assert begun == []
    assert begun == [image.pk]


@pytest.mark.usefixtures("site_content")
def test_publishing_makes_what_is_missing_also_for_sharing(picture: SiteImage) -> None:
    page = BasePage.objects.get(slug="privacy").specific
    page.share_image = picture
    page.save_revision().publish()
    assert {renditions_ahead.SHARE_SPEC, *LAYOUT_SPECS} == set(picture.renditions.values_list("filter_spec", flat=True))


def test_the_scheduler_makes_what_a_stopped_process_left(picture: SiteImage) -> None:
    make_missing()
    assert picture.renditions.count() == len(LAYOUT_SPECS)


def test_a_lost_file_is_said_and_disturbs_nobody(picture: SiteImage) -> None:
    picture.file.storage.delete(picture.file.name)
    make_renditions(SiteImage.objects.get(pk=picture.pk))
    assert picture.renditions.count() == 0
