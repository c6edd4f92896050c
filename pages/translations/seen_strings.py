"""On which pages a reader meets each string: found by showing every page in a language whose strings are numbers."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import to_locale
from wagtail.users.models import UserProfile

from pages.models import BasePage
from pages.translations.catalogs import catalog_path, compiled_bytes, key_of, messages_of, read_catalog, write_aside
from pages.translations.loaded import reload_translations
from pages.translations.shipped_strings import digest_of

MOST_PLACES = 3
_NUMBER = re.compile(r"⟦(\d+)⟧")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|%%")
ADMIN = (
    "",
    "pages/",
    "images/",
    "documents/",
    "reports/figures/",
    "reports/totals/",
    "reports/searches/",
    "sessions/next/",
    "figures/import/",
    "translations/",
    "translations/export/",
    "translations/import/",
    "translations/glossary/",
)


def seen_strings(language: str) -> dict[str, list[str]]:
    """Digest of each string of ours → addresses that show it, at most three; ``{admin}`` stands for the admin's path.

    Asks for each page once, in this process. Nothing is written to the database.
    """
    catalog = read_catalog(catalog_path(to_locale(language), "django"))
    keys = [digest_of("django", *key_of(message)) for message in messages_of(catalog)]
    found: dict[str, list[str]] = {}
    with _numbered(catalog, language):
        for address, html in _answers(language):
            for number in dict.fromkeys(map(int, _NUMBER.findall(html))):
                places = found.setdefault(keys[number], [])
                if len(places) < MOST_PLACES:
                    places.append(address)
    return found


@contextmanager
def _numbered(catalog: Catalog, language: str) -> Iterator[None]:
    """Inside, each string of the catalog is its number, with its placeholders after it."""
    numbered = Catalog(locale=catalog.locale, domain="django")
    for number, message in enumerate(messages_of(catalog)):
        source = message.id if isinstance(message.id, str) else message.id[-1]
        text = f"⟦{number}⟧" + "".join(_PLACEHOLDER.findall(source))
        numbered.add(message.id, text if isinstance(message.id, str) else (text,), context=message.context)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_aside(catalog_path(to_locale(language), "django", folder).with_suffix(".mo"), compiled_bytes(numbered))
        try:
            with override_settings(LOCALE_PATHS=[folder, *settings.LOCALE_PATHS]):
                reload_translations()
                cache.clear()
                yield
        finally:
            reload_translations()
            cache.clear()


def _answers(language: str) -> Iterator[tuple[str, str]]:
    host = settings.ALLOWED_HOSTS[0]
    for address in _public_addresses(language):
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


def _public_addresses(language: str) -> list[str]:
    with translation.override(language):
        pages: Iterable[BasePage] = BasePage.objects.live().filter(depth__gt=1).order_by("depth", "path")
        addresses = [url for page in pages if (url := page.get_url())]
    home = addresses[0] if addresses else f"/{language}/"
    return [
        *addresses,
        f"{home}search/?q=innovation",
        f"{home}sessions/compare/?sessions=3,4,5",
        f"{home}nothing-here/",
    ]


def _editors() -> list[str]:
    """The form of one page of each type."""
    kinds = {page.content_type_id: page.pk for page in BasePage.objects.filter(depth__gt=1).order_by("-pk")}
    return [f"pages/{key}/edit/" for key in sorted(kinds.values())]
