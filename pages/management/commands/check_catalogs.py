"""``manage.py check_catalogs``: fail when a reader would meet a string that is not translated, or badly."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.translations.catalogs import BASE_DIR, DOMAINS, TARGET_LOCALES, catalog_path
from pages.translations.packages import package_template
from pages.translations.problems import catalog_problems
from pages.translations.sources import source_template


class Command(BaseCommand):
    help = "Checks the catalogs against the sources and the installed packages; each problem is a line, exit code 1."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        problems = []
        for locale in TARGET_LOCALES:
            for domain in DOMAINS:
                path = catalog_path(locale, domain)
                content = path.read_bytes() if path.exists() else b""
                try:
                    ours = source_template(BASE_DIR, domain)
                except SyntaxError as error:
                    raise CommandError(str(error)) from error
                problems += catalog_problems(content, locale, domain, ours, package_template(locale, domain))
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            self.stderr.write(f"{len(problems)} problems in the catalogs.")
            sys.exit(1)
