"""Every shipped page goes out to a translator's tool and comes back: unchanged, in another language, re-wrapped, reordered."""

import re
from collections import Counter
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.contrib.auth.models import User

from pages.models import BasePage
from pages.translations.exchange.applying import latest
from pages.translations.exchange.exporting import export_pages, pages_to_export
from pages.translations.exchange.importing import Report, import_files
from pages.translations.exchange.markup import placeholders, tags
from pages.translations.exchange.segments import segments_of
from pages.translations.pseudo import OPENING, pseudo
from tests.browser.every_block import page_with_every_block
from tests.pages.staff import ENGLISH, sign_in
from tests.pages.translations.conftest import CHINESE

pytestmark = pytest.mark.django_db


def everything(administrator: User) -> bytes:
    return export_pages(pages_to_export(administrator), CHINESE)


def came_back(content: bytes, administrator: User) -> Report:
    return import_files([("pages.po", content)], CHINESE, administrator)


def in_pseudo_language(content: bytes) -> bytes:
    """Every text translated by a machine that keeps placeholders and tags."""
    catalog = read_po(BytesIO(content))
    for message in catalog:
        if message.id:
            message.string = pseudo(message.id)
    body = BytesIO()
    write_po(body, catalog, width=0)
    return body.getvalue()


def texts(administrator: User) -> dict[tuple[int, str], tuple[str, str]]:
    return {
        (page.pk, segment.path): (segment.source, segment.target)
        for page in pages_to_export(administrator).specific()
        for segment in segments_of(latest(page), CHINESE)
    }


def test_out_and_back_changes_nothing(administrator: User) -> None:
    before = {page.pk: page.latest_revision_id for page in BasePage.objects.all()}
    report = came_back(everything(administrator), administrator)
    assert (report.changed, report.refused, report.problems, report.left_out) == (0, [], [], [])
    assert report.unchanged > 100
    assert {page.pk: page.latest_revision_id for page in BasePage.objects.all()} == before


@pytest.mark.long
def test_every_string_comes_back_translated_with_every_tag_link_and_figure(administrator: User) -> None:
    before, page = texts(administrator), BasePage.objects.get(slug="overview").specific
    report = came_back(in_pseudo_language(everything(administrator)), administrator)
    assert (report.refused, report.problems, report.left_out) == ([], [], [])
    after = texts(administrator)
    assert after.keys() == before.keys()
    assert [key for key, (_source, target) in after.items() if OPENING not in target] == []
    for key, (source, target) in after.items():
        assert source == before[key][0]
        assert placeholders(target) == placeholders(source), key
        if "<" in source:
            assert tags(target) == tags(source), key
    assert sum((placeholders(source) for source, _target in after.values()), Counter()).total() >= 8
    # Nothing goes live by itself.
    live = BasePage.objects.get(pk=page.pk).specific
    assert live.title_zh_hans == page.title_zh_hans
    assert live.body_zh_hans.get_prep_value() == page.body_zh_hans.get_prep_value()
    assert live.has_unpublished_changes
    draft = latest(live)
    assert draft.title_zh_hans.startswith(OPENING)
    assert draft.title_en == page.title_en
    assert live.latest_revision.user == administrator


def test_another_editors_habits_make_no_difference(administrator: User) -> None:
    """Re-wrapped lines, other order, header and comments lost, Windows line ends, a byte-order mark, obsolete units."""
    features = pages_to_export(administrator, BasePage.objects.get(slug="features"))
    catalog = read_po(BytesIO(in_pseudo_language(export_pages(features, CHINESE))))
    shuffled = Catalog(locale="zh_Hans")
    for message in sorted(catalog, key=lambda message: str(message.string), reverse=True):
        if message.id:
            shuffled.add(message.id, message.string, context=message.context)
    body = BytesIO()
    write_po(body, shuffled, width=40, omit_header=True)
    habits = body.getvalue() + '\n#~ msgid "Gone"\n#~ msgstr "走了"\n'.encode()
    report = came_back(b"\xef\xbb\xbf" + habits.replace(b"\n", b"\r\n"), administrator)
    assert (report.refused, report.problems) == ([], [])
    for page in features.specific():
        assert all(OPENING in segment.target for segment in segments_of(latest(page), CHINESE))


@pytest.mark.parametrize(
    "with_chinese",
    [True, pytest.param(False, marks=pytest.mark.long)],
    ids=["translated", "not translated yet"],
)
def test_every_kind_of_block_with_its_links_lists_and_tables(administrator: User, with_chinese: bool) -> None:
    with page_with_every_block() as page:
        if not with_chinese:
            page.body_zh_hans = []
            page.save()
        chosen = pages_to_export(administrator, page)
        before = segments_of(page, CHINESE)
        content = export_pages(chosen, CHINESE)
        if with_chinese:
            assert came_back(content, administrator).changed == 0
        report = came_back(in_pseudo_language(content), administrator)
        assert (report.refused, report.problems) == ([], [])
        draft = latest(BasePage.objects.get(pk=page.pk).specific)
        after = segments_of(draft, CHINESE)
        assert [(each.path, each.source) for each in after] == [(each.path, each.source) for each in before]
        assert [each.target for each in after] == [pseudo(each.source) for each in before]
        assert any('<a href="https://example.org/">' in each.target for each in after)
        assert [block.block_type for block in draft.body_zh_hans] == [block.block_type for block in draft.body_en]


def test_a_text_is_taken_whole_or_not_at_all(administrator: User) -> None:
    """Of a block that has no Chinese yet, one paragraph alone would leave the rest in English."""
    with page_with_every_block() as page:
        page.body_zh_hans = []
        page.save()
        catalog = read_po(BytesIO(in_pseudo_language(export_pages(pages_to_export(administrator, page), CHINESE))))
        for message in list(catalog):
            if message.id and str(message.id).startswith("Two"):
                message.string = ""
        body = BytesIO()
        write_po(body, catalog)
        report = came_back(body.getvalue(), administrator)
        assert report.problems == []
        assert {reason for _page, _label, reason in report.refused} == {
            "Only a part of this text is translated: it can be taken once all of it is."
        }
        draft = latest(BasePage.objects.get(pk=page.pk).specific)
        assert len(draft.body_zh_hans) == len(draft.body_en) - 1


def test_a_subtree_and_a_page_alone(administrator: User) -> None:
    features = BasePage.objects.get(slug="features")
    pages = re.findall(rb"zh-hans:page:(\d+):title", export_pages(pages_to_export(administrator, features), CHINESE))
    assert len(pages) == 4
    alone = export_pages(pages_to_export(administrator, features, alone=True), CHINESE)
    assert re.findall(rb"zh-hans:page:(\d+):title", alone) == [str(features.pk).encode()]


@pytest.mark.long
def test_a_translator_who_may_write_chinese_only_gets_every_page_and_brings_it_back(site_content: None) -> None:
    sign_in("translator", ENGLISH)
    translator = User.objects.get(username="translator-en")
    shipped = BasePage.objects.filter(depth__gt=1, alias_of__isnull=True)
    assert list(pages_to_export(translator)) == list(shipped.order_by("path"))
    report = came_back(in_pseudo_language(everything(translator)), translator)
    assert (report.refused, report.problems, report.left_out) == ([], [], [])
    assert report.changed > 100


def test_only_what_is_missing(administrator: User) -> None:
    content = export_pages(pages_to_export(administrator), CHINESE, only_missing=True)
    assert all(not message.string for message in read_po(BytesIO(content)) if message.id)
    assert 0 < len(read_po(BytesIO(content))) < 10
