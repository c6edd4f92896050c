"""The staff's handbook: one's own work first, both languages whole, pictures for all that names one."""

import re
from functools import cache
from pathlib import Path

import pytest
import wagtail
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from PIL import Image

from pages.bilingual.languages import LANGUAGES, NAMES, SHORT_NAMES
from pages.handbook.chapters import Shown, Step
from pages.handbook.contents import CHAPTERS, audience_of, reading_order
from pages.handbook.pictures import digest_of_words, key_of, picture_file, read_pictures
from pages.review_workflow import WORKFLOW
from pages.translations.catalogs import LOCALE_DIR, is_translated, messages_of, read_catalog
from tests.pages.staff import ACCOUNTS, CHINESE, ENGLISH, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]

MOST_BYTES = 1_500_000
"""Of all pictures together."""
STEPS = [step for chapter in CHAPTERS for step in chapter.steps]
NAMED = {(name.context, name.message) for step in STEPS for name in step.names.values()}
NOT_TRANSLATED = {*NAMES.values(), *SHORT_NAMES.values(), WORKFLOW}
ENGLISH_WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
"""Three in a row are a sentence that nobody translated; one may be a name such as PDF."""


def titles(client: Client) -> list[str]:
    html = client.get(reverse("handbook")).content
    return [found.get_text(strip=True) for found in BeautifulSoup(html, "html.parser").select(".handbook-contents h3")]


def first_part(client: Client) -> list[str]:
    html = BeautifulSoup(client.get(reverse("handbook")).content, "html.parser")
    return [found.get_text(strip=True) for found in html.select(".handbook-contents")[0].select("h3")]


@pytest.mark.parametrize(
    ("role", "own"),
    [
        ("translator", ["Find your way", "Translate"]),
        ("moderator", ["Find your way", "Write in two languages", "Review and publish"]),
        ("editor", ["Find your way", "Write in two languages", "Translate"]),
    ],
)
def test_own_chapters_stand_first_and_all_can_be_read(role: str, own: list[str]) -> None:
    client = sign_in(role, ENGLISH)
    assert first_part(client)[: len(own)] == own
    assert sorted(titles(client)) == sorted(str(chapter.title) for chapter in CHAPTERS)


def test_administrators_find_theirs_first() -> None:
    administrator = get_user_model().objects.create_superuser("boss", password=None)
    assert [chapter.slug for chapter in reading_order(administrator)[:3]] == [
        "find-your-way",
        "colleagues",
        "keep-the-site-well",
    ]


def test_who_changes_no_page_reads_it_all_the_same() -> None:
    visitor = get_user_model().objects.create_user("nobody", password=None)
    assert audience_of(visitor) is None
    assert len(reading_order(visitor)) == len(CHAPTERS)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ACCOUNTS)
def test_every_role_opens_every_chapter(role: str, language: str) -> None:
    client = sign_in(role, language)
    for chapter in CHAPTERS:
        response = client.get(reverse("handbook_chapter", args=[chapter.slug]))
        assert response.status_code == 200
        html = BeautifulSoup(response.content, "html.parser")
        assert len(html.select(".handbook-steps > li")) == len(chapter.steps)
        text = html.select_one("main").get_text(" ", strip=True)
        assert "%(" not in text
        for image in html.select(".handbook img"):
            assert all(image[name] for name in ("alt", "width", "height"))
            assert f"/{language}/" in image["src"]


def test_chinese_chapters_hold_no_english_sentence() -> None:
    client = sign_in("moderator", CHINESE)
    for address in [reverse("handbook"), *(reverse("handbook_chapter", args=[each.slug]) for each in CHAPTERS)]:
        html = BeautifulSoup(client.get(address).content, "html.parser").select_one(".handbook")
        read = [html.get_text(" ", strip=True), *(image["alt"] for image in html.select("img"))]
        text = " ".join(read).replace(WORKFLOW, "")
        assert not ENGLISH_WORDS.search(text), (address, ENGLISH_WORDS.search(text))


def test_a_chapter_leads_to_the_next_and_back() -> None:
    client = sign_in("translator", ENGLISH)
    order = reading_order(get_user_model().objects.get(username=f"translator-{ENGLISH}"))
    html = BeautifulSoup(client.get(reverse("handbook_chapter", args=[order[1].slug])).content, "html.parser")
    assert html.select_one("a[rel=prev]")["href"].endswith(f"/{order[0].slug}/")
    assert html.select_one("a[rel=next]")["href"].endswith(f"/{order[2].slug}/")
    assert client.get(reverse("handbook_chapter", args=["no-such-chapter"])).status_code == 404


def test_it_is_in_the_menu_of_help_and_on_the_first_page() -> None:
    page = sign_in("translator", ENGLISH).get(reverse("wagtailadmin_home")).content.decode()
    assert page.count(reverse("handbook")) >= 2


def test_visitors_are_sent_to_sign_in() -> None:
    for address in (reverse("handbook"), reverse("handbook_chapter", args=["translate"])):
        response = Client().get(address)
        assert response.status_code == 302
        assert "login" in response["Location"]
    outsider = get_user_model().objects.create_user("outsider", password=None)
    client = Client()
    client.force_login(outsider)
    assert client.get(reverse("handbook")).status_code != 200


@pytest.mark.parametrize("address", ["handbook", "chapter"])
def test_it_costs_few_queries(address: str) -> None:
    client = sign_in("editor", ENGLISH)
    path = reverse("handbook") if address == "handbook" else reverse("handbook_chapter", args=["translate"])
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) <= 20, [query["sql"] for query in queries]


@cache
def _messages() -> dict[tuple[str, str], bool]:
    """Context and message → translated, in this site's catalogs and in Wagtail's."""
    folders = [LOCALE_DIR, *sorted(Path(wagtail.__file__).parent.glob("**/locale"))]
    found: dict[tuple[str, str], bool] = {}
    for path in (file for folder in folders for file in folder.glob("zh_Hans/LC_MESSAGES/django*.po")):
        for message in messages_of(read_catalog(path)):
            key = (message.context or "", message.id if isinstance(message.id, str) else message.id[0])
            found[key] = found.get(key, False) or is_translated(message)
    return found


@pytest.mark.parametrize(("context", "message"), sorted(NAMED))
def test_names_are_the_interfaces_own(context: str, message: str) -> None:
    """Nothing extracts them from the handbook: what the interface no longer says is not in a catalog any more."""
    assert message in NOT_TRANSLATED or _messages().get((context, message)), message


def test_names_are_set_off_and_escaped() -> None:
    step = Step("A < B: %(name)s", {"name": Shown("<b>%(x)s</b>", values={"x": "1 & 2"})})
    assert step.said == "A &lt; B: <strong>&lt;b&gt;1 &amp; 2&lt;/b&gt;</strong>"
    with pytest.raises(KeyError):
        _ = Step("%(missing)s").said
    with translation.override(CHINESE):
        assert str(Shown("Save draft")) == "保存草稿"


def test_every_picture_is_there_in_both_languages_and_none_is_left_over() -> None:
    named = [step.picture for step in STEPS if step.picture]
    assert len(named) == len(set(named))
    wanted = {key_of(language, name) for language in LANGUAGES for name in named}
    kept = read_pictures()
    folder = settings.BASE_DIR / "static" / "admin" / "handbook"
    assert set(kept) == wanted
    assert {file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.webp")} == wanted
    for key, picture in kept.items():
        with Image.open(picture_file(key)) as image:
            assert (image.format, image.size) == ("WEBP", (picture.width, picture.height))
    assert sum(picture_file(key).stat().st_size for key in kept) < MOST_BYTES


def test_every_picture_says_what_it_shows() -> None:
    assert all(bool(step.picture) == bool(step.shows) for step in STEPS)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("last changed on 6 September 2026 at 09:00", "last changed on 26 May 2027 at 17:18"),
        ("Deleted Nov. 26, 2026, 5:18 p.m.", "Deleted May 1, 2027, 9 a.m."),
        ("Save draft, 3 minutes ago", "Save draft, just now"),
        ("保存草稿，刚刚", "保存草稿，5 分钟前"),
    ],
)
def test_another_day_makes_no_picture_old(then: str, now: str) -> None:
    assert digest_of_words(then) == digest_of_words(now)


def test_another_word_makes_a_picture_old() -> None:
    assert digest_of_words("Save draft") != digest_of_words("Save the draft")
    assert digest_of_words("保存草稿") != digest_of_words("存为草稿")
