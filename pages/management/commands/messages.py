"""``manage.py messages``: take the strings of sources and packages up into the catalogs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.translations.catalogs import (
    BASE_DIR,
    DOMAINS,
    TARGET_LOCALES,
    catalog_path,
    is_translated,
    messages_of,
    read_catalog,
)
from pages.translations.merging import update_catalog


class Command(BaseCommand):
    help = "Takes the strings of Python, templates, scripts and installed packages up into locale/*/LC_MESSAGES/*.po."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drop-obsolete", action="store_true", help="delete translations that no source has")

    def handle(self, *args: Any, **options: Any) -> None:
        for locale in TARGET_LOCALES:
            for domain in DOMAINS:
                try:
                    changed = update_catalog(locale, domain, BASE_DIR, drop_obsolete=options["drop_obsolete"])
                except (SyntaxError, ValueError) as error:
                    raise CommandError(str(error)) from error
                path = catalog_path(locale, domain)
                messages = list(messages_of(read_catalog(path)))
                missing = sum(not is_translated(message) for message in messages)
                state = "updated" if changed else "unchanged"
                self.stdout.write(
                    f"{path.relative_to(BASE_DIR)}: {state}, {len(messages)} strings, {missing} to translate"
                )
