"""``manage.py export_site FOLDER``: the public site, in both languages, as files that any web server can keep."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from expo_site.export.site_copy import ExportError, SiteCopy


class Command(BaseCommand):
    help = "Writes the public site as plain files; run again, it writes only what changed and removes what is gone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to; empty, or of an earlier export")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = SiteCopy(options["folder"], self._tell).make()
        except (ExportError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed."
            f" {len(outcome.without_link)} links that need the running site are plain text."
        )

    def _tell(self, done: int, known: int, path: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{done} of {known}  {path}", ending="")
            if done == known:
                self.stderr.write("")
        elif done % 50 == 0 or done == known:
            self.stderr.write(f"{done} of {known}")
