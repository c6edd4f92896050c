"""``manage.py rebuild_search``: write the search index anew, or find and mend what is out of step."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage
from pages.search import vocabulary
from pages.search.index import all_differences, index_pages, rebuild


class Command(BaseCommand):
    help = "Writes the search index anew while the site goes on answering; with --check, compares and mends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare every page with the index and mend it.")
        parser.add_argument("--dry-run", action="store_true", help="With --check: mend nothing; exit with 1 if needed.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        total = BasePage.objects.filter(depth__gte=2).count()
        if options["check"]:
            self._check(total, options["dry_run"])
        else:
            for done in rebuild():
                self._progress(done, total)
        self.stderr.write("")
        self.stdout.write(_("Search index: done in {seconds} s.").format(seconds=f"{time.monotonic() - started:.1f}"))

    def _check(self, total: int, dry_run: bool) -> None:
        found = all_differences(lambda done: self._progress(done, total))
        self.stderr.write("")
        for label, rows in (
            (_("Missing"), found.missing),
            (_("Out of date"), found.stale),
            (_("Left over"), found.left_over),
        ):
            if rows:
                self.stdout.write(f"{label}: " + ", ".join(f"{page} ({language})" for page, language in sorted(rows)))
        number = len(found.pages)
        if not number:
            self.stdout.write(_("Every page is in the search index as it should be."))
        elif dry_run:
            sys.exit(1)
        else:
            index_pages(found.pages)
            self.stdout.write(
                ngettext("{number} page was mended.", "{number} pages were mended.", number).format(number=number)
            )
        if not dry_run:
            for language in LANGUAGES:
                vocabulary.recount(language)

    def _progress(self, done: int, total: int) -> None:
        width = 30
        filled = width * min(done, total) // max(total, 1)
        self.stderr.write(f"\r[{'#' * filled}{'.' * (width - filled)}] {done}/{total}", ending="")
        self.stderr.flush()
