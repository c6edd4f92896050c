"""How far a translation is: what goes stale when, what confirming means, and what visitors and lists get of it."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from wagtail.models import Site
from wagtail.rich_text import RichText

from pages.bilingual.readiness import ReadyState
from pages.bilingual.source_texts import readable
from pages.bilingual.units import UnitState, units_of
from pages.models import (
    BasePage,
    ConfirmedEnglish,
    OverviewHost,
    OverviewPage,
    ReadinessSummary,
    SiteImage,
    SiteSettings,
    StandardPage,
)
from sessions_archive.models import Organization
from tests.pages.staff import CHINESE, ENGLISH

pytestmark = pytest.mark.django_db
FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def body(*texts: tuple[str, str]) -> list[dict[str, str]]:
    """A stream of text blocks, each with its id."""
    return [{"type": "text", "value": f"<p>{text}</p>", "id": block_id} for block_id, text in texts]


def stream(page: StandardPage, name: str, *texts: tuple[str, str]) -> None:
    block = page._meta.get_field(name).stream_block
    setattr(page, name, block.to_python(body(*texts)))


def make_page() -> StandardPage:
    """A page with two paragraphs in both languages, confirmed, ready and live."""
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    stream(page, "body_en", (FIRST, "By train."), (SECOND, "By bus."))
    stream(page, "body_zh_hans", (FIRST, "乘火车。"), (SECOND, "乘公共汽车。"))
    page.confirm(CHINESE)
    page.set_state_in(CHINESE, ReadyState.READY)
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def page(site_content: None) -> StandardPage:
    return make_page()


def states(page: BasePage) -> dict[str, str]:
    return {unit.path: unit.state.value for unit in page.units(CHINESE)}


def summary(instance) -> ReadinessSummary:
    return ReadinessSummary.objects.of_kind(type(instance)).in_language(CHINESE).get(object_id=instance.pk)


def test_everything_the_site_ships_with_is_ready(site_content: None) -> None:
    for page in BasePage.objects.filter(depth__gt=1).specific():
        assert page.readiness[CHINESE]["state"] == "ready", page
        assert page.completeness(CHINESE).percent == 100, [u for u in page.units(CHINESE) if u.state != "current"]
    settings = SiteSettings.for_site(Site.objects.get())
    assert settings.state_in(CHINESE) == ReadyState.READY
    assert not ReadinessSummary.objects.incomplete().exists()


def test_a_field_is_stale_the_moment_the_english_changes(page: StandardPage) -> None:
    page.title_en = "How to get here"
    stream(page, "body_en", (FIRST, "By train."), (SECOND, "By bus or taxi."))
    assert states(page) == {"title": "stale", f"body/{FIRST}": "current", f"body/{SECOND}": "stale"}


def test_what_the_english_was_is_known_for_each_stale_field(page: StandardPage) -> None:
    page.title_en = "How to get here"
    stream(page, "body_en", (FIRST, "By train."), (SECOND, "By bus or taxi."))
    units = [unit for unit in page.units(CHINESE) if unit.state == UnitState.STALE]
    with_text = {path: readable(texts) for path, texts in ConfirmedEnglish.objects.of(units).items()}
    assert with_text == {"title": "Travel", f"body/{SECOND}": "By bus."}


def test_a_new_paragraph_is_missing_and_a_removed_one_stale(page: StandardPage) -> None:
    new = "33333333-3333-4333-8333-333333333333"
    stream(page, "body_en", (FIRST, "By train."), (new, "By air."))
    assert states(page) == {
        "title": "current",
        f"body/{FIRST}": "current",
        f"body/{new}": "missing",
        f"body/{SECOND}": "stale",
    }
    assert [unit.path for unit in page.required_and_missing(CHINESE)] == [f"body/{new}"]


def test_editor_keys_and_pictures_do_not_make_a_text_stale(page: StandardPage) -> None:
    page.body_en = page._meta.get_field("body_en").stream_block.to_python(
        [
            {"type": "text", "value": '<p data-block-key="ab12c">By train.</p>', "id": FIRST},
            {"type": "text", "value": "<p>By bus.</p>", "id": SECOND},
        ]
    )
    assert set(states(page).values()) == {"current"}
    stream(page, "body_en", (FIRST, '<a href="https://example.org/">By train.</a>'), (SECOND, "By bus."))
    assert states(page)[f"body/{FIRST}"] == "stale"  # a link is part of the text


def test_blocks_made_apart_belong_together_by_their_place(page: StandardPage) -> None:
    page.body_en = [("text", RichText("<p>By train.</p>")), ("text", RichText("<p>By bus.</p>"))]
    page.body_zh_hans = [("text", RichText("<p>乘火车。</p>")), ("text", RichText("<p>乘公共汽车。</p>"))]
    units = page.units(CHINESE)
    assert [unit.state.value for unit in units] == ["current", "unconfirmed", "unconfirmed"]
    assert units[2].english_text == "By bus."
    assert units[2].translated_text(CHINESE) == "乘公共汽车。"


def test_rows_count_to_their_page(site_content: None) -> None:
    page = OverviewPage.objects.get()
    host = page.hosts.first()
    page.hosts.add(OverviewHost(name_en="A new host"))
    path = f"hosts/{host.key}/name"
    assert states(page)[path] == "current"
    host.name_en = "Another name"
    page.hosts.add(host)
    now = states(page)
    assert now[path] == "stale"
    assert [state for each, state in now.items() if each.startswith("hosts/")].count("missing") == 1


def test_translating_confirms_what_was_translated_and_nothing_else(page: StandardPage) -> None:
    page.title_en = "How to get here"
    stream(page, "body_en", (FIRST, "By fast train."), (SECOND, "By bus."))
    page.title_zh_hans = "如何到达"
    assert page.confirm_changed(CHINESE, before=StandardPage.objects.get(pk=page.pk)) == ["title"]
    assert states(page) == {"title": "current", f"body/{FIRST}": "stale", f"body/{SECOND}": "current"}


def test_a_copy_of_the_english_is_no_translation(page: StandardPage) -> None:
    page.summary_en = page.summary_zh_hans = "Trains and buses."
    assert page.confirm_changed(CHINESE) == []
    assert states(page)["summary"] == "unconfirmed"
    assert page.confirm(CHINESE, ["summary"]) == ["summary"]  # unless somebody says so
    assert states(page)["summary"] == "current"


def test_what_was_there_before_is_not_confirmed_by_saving_something_else(page: StandardPage) -> None:
    page.summary_en, page.summary_zh_hans = "Trains and buses.", "火车与公共汽车。"
    page.save()
    live = StandardPage.objects.get(pk=page.pk)
    page.title_zh_hans = "出行"
    assert page.confirm_changed(CHINESE, before=live) == ["title"]
    assert states(page)["summary"] == "unconfirmed"


def test_a_minor_correction_keeps_current_but_does_not_hide_what_was_stale(page: StandardPage) -> None:
    page.title_en = "How to get here"
    page.remember_stale(CHINESE)
    stream(page, "body_en", (FIRST, "By trains."), (SECOND, "By bus."))
    assert states(page)[f"body/{FIRST}"] == "stale"
    assert page.keep_current(CHINESE) == [f"body/{FIRST}"]
    assert states(page) == {"title": "stale", f"body/{FIRST}": "current", f"body/{SECOND}": "current"}


def test_drafts_reverts_and_copies_carry_the_record(page: StandardPage) -> None:
    first = page.save_revision()
    page.title_en = "How to get here"
    page.set_state_in(CHINESE, ReadyState.DRAFT)
    page.save_revision()
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.state_in(CHINESE) == ReadyState.DRAFT
    assert states(draft)["title"] == "stale"
    assert StandardPage.objects.get(pk=page.pk).state_in(CHINESE) == ReadyState.READY  # live until published
    assert first.as_object().state_in(CHINESE) == ReadyState.READY
    copy = page.copy(update_attrs={"slug": "travel-2"}, keep_live=False)
    assert states(copy)[f"body/{FIRST}"] == "current"
    assert summary(copy).total == 3


@pytest.mark.parametrize("state", [ReadyState.DRAFT, ReadyState.REVIEW])
def test_visitor_gets_english_until_somebody_says_the_chinese_is_ready(
    visitor: Client, page: StandardPage, state: ReadyState
) -> None:
    page.set_state_in(CHINESE, state)
    page.save_revision().publish()
    html = visitor.get("/zh-hans/travel/").content.decode()
    assert 'class="notice"' in html
    assert "By train." in html
    assert "noindex" in html
    assert "/zh-hans/travel/" not in visitor.get("/sitemap.xml").content.decode()
    page.set_state_in(CHINESE, ReadyState.READY)
    page.save_revision().publish()
    html = visitor.get("/zh-hans/travel/").content.decode()
    assert "乘火车。" in html
    assert 'class="notice"' not in html


def test_the_state_goes_live_on_publishing_not_before(visitor: Client, page: StandardPage) -> None:
    page.set_state_in(CHINESE, ReadyState.DRAFT)
    page.save_revision()
    assert "乘火车。" in visitor.get("/zh-hans/travel/").content.decode()


def test_lists_know_the_latest_draft_without_reading_texts(page: StandardPage) -> None:
    assert (summary(page).state, summary(page).percent) == ("ready", 100)
    page.title_en = "How to get here"
    page.summary_en = "Trains."
    page.save_revision()
    found = summary(page)
    assert (found.missing, found.unconfirmed, found.stale, found.current, found.percent) == (1, 0, 1, 2, 50)
    assert ReadinessSummary.objects.of_kind(BasePage).with_units(UnitState.STALE).get().object_id == page.pk
    StandardPage.objects.get(pk=page.pk).save()  # what is live says nothing about the draft
    assert summary(page).stale == 1
    page.save_revision().publish()
    assert summary(page).stale == 1
    pk = page.pk
    page.delete()
    assert not ReadinessSummary.objects.of_kind(BasePage).filter(object_id=pk).exists()


def test_snippets_and_settings_have_their_summary_too(site_content: None) -> None:
    made = Organization.objects.create(key="new", name_en="New body")
    assert (summary(made).state, summary(made).missing) == ("ready", 1)
    made.name_zh_hans = "新机构"
    made.confirm_changed(CHINESE)
    made.save()
    assert summary(made).percent == 100
    settings = SiteSettings.for_site(Site.objects.get())
    settings.contact_address_en = "1 Expo Road"
    settings.save()
    assert summary(settings).missing == 1


def test_a_picture_is_only_missing_its_text_or_not(site_content: None) -> None:
    picture = SiteImage(title="Square", alt_en="A square")
    assert [unit.state.value for unit in units_of(picture, CHINESE)] == ["missing"]
    picture.alt_zh_hans = "广场"
    assert [unit.state.value for unit in units_of(picture, CHINESE)] == ["current"]


def test_summaries_can_be_written_anew(page: StandardPage, capsys: pytest.CaptureFixture[str]) -> None:
    ReadinessSummary.objects.of_kind(BasePage).filter(object_id=page.pk).update(stale=7, percent=3)
    with pytest.raises(SystemExit):
        call_command("rebuild_readiness", "--check")
    call_command("rebuild_readiness")
    assert (summary(page).stale, summary(page).percent) == (0, 100)
    call_command("rebuild_readiness", "--check")


def test_asking_changes_nothing_and_speaks_the_admins_language(page: StandardPage) -> None:
    bare = StandardPage(title_en="Bare")
    bare.state_in(CHINESE)
    assert bare.units(CHINESE)
    assert bare.readiness == {}
    assert bare.units(ENGLISH) == []
    with translation.override(CHINESE):
        assert str(UnitState.STALE.label) != "out of date"
