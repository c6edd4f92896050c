"""What translators' own tools make of the files: translate-toolkit opens them, and pofilter has nothing against them."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from django.contrib.auth.models import User
from translate.storage.pypo import pofile

from pages.translations.exchange.exporting import export_pages, pages_to_export
from pages.translations.exchange.importing import import_files
from pages.translations.own_strings import repository_catalog
from tests.browser.every_block import page_with_every_block
from tests.pages.translations.conftest import CHINESE
from tests.pages.translations.test_exchange_round_trips import in_pseudo_language

pytestmark = [pytest.mark.django_db, pytest.mark.long]

STRUCTURE = (
    "blank",
    "emails",
    "escapes",
    "newlines",
    "printf",
    "pythonbraceformat",
    "tabs",
    "urls",
    "variables",
    "xmltags",
)
WORDS = ("brackets", "numbers", "unchanged", "untranslated")
"""What a translation into real Chinese may well do otherwise: 第五届 for 5th, full-width brackets."""


def faults(content: bytes, folder: Path, tests: tuple[str, ...]) -> str:
    (folder / "in.po").write_bytes(content)
    chosen = [argument for test in tests for argument in ("-t", test)]
    command = [sys.executable, "-m", "translate.filters.pofilter", "--progress", "none", *chosen, "in.po", "out.po"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    out = folder / "out.po"
    return out.read_text() if out.exists() else ""


@pytest.fixture
def file(administrator: User) -> bytes:
    with page_with_every_block():
        return export_pages(pages_to_export(administrator), CHINESE)


def test_every_shipped_page_and_every_block_passes_pofilter(file: bytes, tmp_path: Path) -> None:
    opened = pofile(BytesIO(file))
    assert opened.parseheader()["Language"] == "zh_Hans"
    assert len([unit for unit in opened.units if unit.istranslatable()]) > 140
    assert faults(file, tmp_path, STRUCTURE) == ""
    assert faults(in_pseudo_language(file), tmp_path, STRUCTURE + WORDS) == ""


def test_pofilter_would_find_what_is_wrong(file: bytes, tmp_path: Path) -> None:
    catalog = read_po(BytesIO(file))
    for message in catalog:
        if message.id and "<b>" in message.id:
            message.string = message.string.replace("<b>", "")
    body = BytesIO()
    write_po(body, catalog)
    assert "xmltags" in faults(body.getvalue(), tmp_path, STRUCTURE)


def test_saved_by_the_toolkit_it_comes_back_the_same(file: bytes, administrator: User) -> None:
    saved = bytes(pofile(BytesIO(file)))
    report = import_files([("pages.po", saved)], CHINESE, administrator)
    assert (report.changed, report.refused, report.problems) == (0, [], [])


def test_the_interfaces_catalog_opens_there_too(strings: object) -> None:
    opened = pofile(BytesIO(repository_catalog(CHINESE, "django")))
    assert len(opened.units) > 1_000
