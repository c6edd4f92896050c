"""On which pages a reader meets each string: found by showing every page in a language whose strings say which they are."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from pages.models import BasePage
from pages.translations.marked_strings import marked_strings, numbers_in

MOST_PLACES = 3
BESIDE_PAGES = (
    "search/?q=innovation",
    "search/?q=nothingissaidlikethis",
    "sessions/compare/?sessions=3,4,5",
    "sessions/compare/",
    "parallel/about/overview/",
    "contact/report/",
    "contact/sent/",
    "nothing-here/",
)
ADMIN = (
    "",
    "pages/",
    "images/",
    "documents/",
    "reports/figures/",
    "reports/totals/",
    "reports/searches/",
    "reports/visits/",
    "reports/bin/",
    "reports/health/",
    "reports/workflow/",
    "sessions/next/",
    "figures/import/",
    "translations/",
    "translations/export/",
    "translations/import/",
    "translations/glossary/",
    "snippets/pages_translations/glossaryterm/add/",
    "snippets/sessions_archive/source/add/",
    "snippets/sessions_archive/organization/add/",
    "snippets/sessions_archive/correction/add/",
    "snippets/pages_news/newstopic/add/",
    "messages/",
    "groups/new/",
    "account/",
    "security/",
)


def seen_strings(language: str) -> dict[str, list[str]]:
    """Digest of each string of ours → addresses that show it, at most three; ``{admin}`` stands for the admin's path.

    Asks for each page once, in this process. Nothing is written to the database.
    """
    found: dict[str, list[str]] = {}
    with marked_strings(language) as digests:
        for address, html in _answers(language):
            for number in numbers_in(html):
                places = found.setdefault(digests[number], [])
                if len(places) < MOST_PLACES:
                    places.append(address)
    return found


def _answers(language: str) -> Iterator[tuple[str, str]]:
    host = settings.ALLOWED_HOSTS[0]
    for address in public_addresses(language):
        yield address, _html(Client(), address, host)
    with transaction.atomic():
        user = get_user_model().objects.create_superuser("seen-strings")
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        client = Client()
        client.force_login(user)
        for path in [*ADMIN, *_editors()]:
            yield f"{{admin}}/{path}", _html(client, f"/{settings.ADMIN_PATH}/{path}", host)
        transaction.set_rollback(True)


def _html(client: Client, address: str, host: str) -> str:
    answer = client.get(address, headers={"host": host})
    return answer.content.decode() if answer.status_code in {200, 404} and not answer.streaming else ""


def public_addresses(language: str) -> list[str]:
    """Every public page in a language, and what has an address without being a page."""
    with translation.override(language):
        pages: Iterable[BasePage] = BasePage.objects.live().filter(depth__gt=1).order_by("depth", "path")
        addresses = [url for page in pages if (url := page.get_url())]
    home = addresses[0] if addresses else f"/{language}/"
    return [*addresses, *(home + path for path in BESIDE_PAGES)]


def _editors() -> list[str]:
    """The form of one page of each type."""
    kinds = {page.content_type_id: page.pk for page in BasePage.objects.filter(depth__gt=1).order_by("-pk")}
    return [f"pages/{key}/edit/" for key in sorted(kinds.values())]
