"""What each member of staff finds in the form of a page, and what of it reaches the page when it is saved."""

import pytest

from pages.models import FeaturePage
from tests.pages.rights.conftest import Opens, entries, latest, live

pytestmark = pytest.mark.django_db

ENGLISH_AND_SHARED = ("title_en", "slug", "picture", "figures_through", "go_live_at", "show_in_menus", "body_en-count")


def test_translator_changes_the_chinese_and_reads_the_rest(opens: Opens, feature: FeaturePage) -> None:
    form = opens("translator")
    assert {"title_zh_hans", "summary_zh_hans", "entries-0-name_zh_hans", "body_zh_hans-count"} <= form.names
    assert not [name for name in form.names if name.endswith("_en") or name in ENGLISH_AND_SHARED]
    of_rows = [name for name in form.names if name.startswith("entries-")]
    assert not [name for name in of_rows if name.endswith(("_en", "-ORDER", "-kind", "-name_confirmed"))]
    for read in ("Venue", "Where it is", "Halls", "one", "First", "Second", "venue"):
        assert read in form.html, read
    for missing in ("entries-ADD", 'name="action-publish"', 'name="go_live_at"', 'name="title_en"'):
        assert missing not in form.html, missing


def test_translators_chinese_is_saved_and_nothing_else_changes(opens: Opens, feature: FeaturePage) -> None:
    form = opens("translator")
    form.type(title_zh_hans="新场馆", entries__1__name_zh_hans="乙二")
    form.type_text("body_zh_hans-1-value", "<p>新的一</p>")
    assert form.save().status_code == 302
    page = latest(feature)
    assert (page.title_zh_hans, page.title_en, page.slug) == ("新场馆", "Venue", "venue")
    assert entries(page) == [("First", "甲", True), ("Second", "乙二", True)]
    assert "新的一" in page.body_zh_hans[1].value.source
    assert "one" in page.body_en[1].value.source
    assert live(feature).title_zh_hans == "场馆"


def test_english_editor_changes_english_and_structure(opens: Opens, feature: FeaturePage) -> None:
    form = opens("english_editor")
    assert "title_zh_hans" not in form.names
    assert "场馆" in form.html
    form.type(title_en="Hall", title_zh_hans="假", entries__0__DELETE="on")
    form.add_row("entries", name_en="Third", name_zh_hans="假", kind="forum", name_confirmed="on")
    assert form.save().status_code == 302
    page = latest(feature)
    assert (page.title_en, page.title_zh_hans) == ("Hall", "场馆")
    assert entries(page) == [("Second", "乙", True), ("Third", "", True)]


@pytest.mark.parametrize("person", ["editor", "moderator"])
def test_editors_and_moderators_change_both(opens: Opens, feature: FeaturePage, person: str) -> None:
    form = opens(person)
    form.type(title_en="Hall", title_zh_hans="厅", entries__0__name_zh_hans="甲一", entries__0__name_en="1st")
    assert form.save().status_code == 302
    page = latest(feature)
    assert (page.title_en, page.title_zh_hans) == ("Hall", "厅")
    assert entries(page)[0] == ("1st", "甲一", True)
