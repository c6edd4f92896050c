"""The file of a backup by itself: which are kept, what is written, and what is refused."""

import io
import tarfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from expo_site.backups import container, encryption
from expo_site.backups.errors import BackupError
from expo_site.backups.make import Made
from expo_site.backups.manifest import FileEntry, Manifest
from expo_site.backups.media_files import bucket_of_media, described, freeze
from expo_site.backups.rotation import Keep, backups_in, to_remove
from expo_site.backups.row_fingerprints import Rows
from expo_site.media_storage import media_storage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def named(time: datetime) -> Path:
    return Path(f"expo-{time:%Y%m%dT%H%M%SZ}.tar")


def manifest(dump: FileEntry, media: dict[str, FileEntry]) -> Manifest:
    tables = {"pages_basepage": Rows(24, "-12345678901234567890")}
    return Manifest(NOON.isoformat(), {"site": "0.1.0"}, ["pages.0001_initial"], tables, [], dump, media)


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Manifest, Path, Path]:
    """A dump and two files, one of which has a Chinese name."""
    dump, media = tmp_path / "dump", tmp_path / "media"
    dump.write_bytes(b"PGDMP" + bytes(range(256)) * 10_000)
    (media / "documents").mkdir(parents=True)
    (media / "documents/第十三届 计划.txt").write_text("计划", encoding="utf-8")
    (media / "empty.png").write_bytes(b"")
    names = ["documents/第十三届 计划.txt", "empty.png"]
    return manifest(described(dump), {name: described(media / name) for name in names}), dump, media


def unpacked(file: Path, identities: list, into: Path) -> dict[str, bytes]:
    with container.open_container(file, identities) as (found, archive):
        container.extract(archive, found, into / "dump", into / "media")
    return {str(path.relative_to(into)): path.read_bytes() for path in into.rglob("*") if path.is_file()}


def test_a_bucket_is_not_in_it_and_it_says_so(parts: tuple[Manifest, Path, Path], settings, tmp_path: Path) -> None:
    found, _dump, _media = parts
    settings.STORAGES = {"default": media_storage("s3://expo-media?endpoint=https://storage.example.org")}
    assert bucket_of_media() == "expo-media"
    file = tmp_path / "expo-20261125T120000Z.tar"
    file.touch()
    assert "NOT IN IT" not in Made(file, "abc", found).summary
    with_bucket = Manifest.from_json(replace(found, bucket="expo-media").to_json())
    said = Made(file, "abc", with_bucket).summary
    assert "PICTURES AND DOCUMENTS ARE NOT IN IT" in said
    assert "expo-media" in said


def test_newest_of_each_day_week_and_month_is_kept() -> None:
    hourly = [named(NOON - timedelta(hours=6 * number)) for number in range(4 * 365)]
    kept = set(hourly) - set(to_remove(hourly, Keep(days=7, weeks=5, months=12)))
    by_day = {path.name[5:13] for path in kept}
    assert {f"{NOON - timedelta(days=days):%Y%m%d}" for days in range(7)} <= by_day
    assert len({day[:6] for day in by_day}) >= 12
    assert len(kept) <= 7 + 5 + 12
    assert named(NOON) in kept


def test_newest_is_kept_even_by_a_rule_that_keeps_nothing_and_strangers_are_never_touched() -> None:
    strangers = [Path("expo-notes.tar"), Path("expo-20261301T000000Z.tar"), Path("other.tar")]
    files = [named(NOON), named(NOON - timedelta(days=400)), *strangers]
    assert to_remove(files, Keep(0, 0, 0)) == [files[1]]


def test_unfinished_backups_do_not_count(tmp_path: Path) -> None:
    for name in (".expo-making-1", "expo-20261125T120000Z.tar", "expo-20261125T120000Z.tar.age", "expo-20261125.tar"):
        (tmp_path / name).touch()
    assert [path.name for path in backups_in(tmp_path)] == [
        "expo-20261125T120000Z.tar.age",
        "expo-20261125T120000Z.tar",
    ]


@pytest.mark.parametrize("encrypted", [False, True])
def test_what_goes_in_comes_out(parts: tuple[Manifest, Path, Path], tmp_path: Path, encrypted: bool) -> None:
    secret, public = encryption.make_identity()
    key = tmp_path / "key"
    key.write_text(f"# a comment\n{secret}\n")
    file = tmp_path / "file"
    container.write_container(file, *parts, encryption.read_recipients([public]) if encrypted else [])
    assert (b"PGDMP" in file.read_bytes()) is not encrypted
    found = unpacked(file, encryption.read_identities(key) if encrypted else [], tmp_path / "out")
    assert found["dump"] == parts[1].read_bytes()
    assert found["media/documents/第十三届 计划.txt"].decode() == "计划"
    assert found["media/empty.png"] == b""


DAMAGES = {
    "cut off": lambda whole: whole[: len(whole) * 2 // 3],
    "a bit changed": lambda whole: (
        whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
    ),
    "another kind of file": lambda whole: b"GIF89a" * 1000,
    "empty": lambda whole: b"",
}


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_noticed(parts: tuple[Manifest, Path, Path], tmp_path: Path, damage: str, encrypted: bool) -> None:
    secret, public = encryption.make_identity()
    (tmp_path / "key").write_text(secret)
    file = tmp_path / "file"
    container.write_container(file, *parts, encryption.read_recipients([public]) if encrypted else [])
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    with pytest.raises(BackupError):
        unpacked(file, encryption.read_identities(tmp_path / "key"), tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "media/../../outside", "media/unnamed.png"])
def test_a_file_that_the_manifest_does_not_name_is_refused(
    parts: tuple[Manifest, Path, Path], tmp_path: Path, name: str
) -> None:
    """Somebody slipped an entry into the archive, to write elsewhere (“tar slip”) or to add a file to the site."""
    file = tmp_path / "file"
    container.write_container(file, *parts, [])
    with tarfile.open(file, "a") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(BackupError, match="does not name"):
        unpacked(file, [], tmp_path / "deep" / "out")
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "deep" / "outside").exists()


def test_a_backup_of_a_later_format_says_what_to_do() -> None:
    with pytest.raises(BackupError, match="later version"):
        Manifest.from_json(b'{"format": 99}')


def test_a_wrong_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("AGE-SECRET-KEY-1 no")
    with pytest.raises(BackupError, match="holds no secret key"):
        encryption.read_identities(tmp_path / "key")
    with pytest.raises(BackupError, match="no public key of age"):
        encryption.read_recipients(["age1no"])


def test_a_frozen_file_survives_its_deletion_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    media, frozen = tmp_path / "media", tmp_path / "frozen"
    (media / ".restore-1").mkdir(parents=True)
    for name in ("picture.png", ".upload-1", ".restore-1/old.png"):
        (media / name).write_bytes(b"1")
    freeze(media, frozen)
    (media / "picture.png").unlink()
    freeze(media, frozen)
    assert [path.name for path in frozen.rglob("*")] == ["picture.png"]
