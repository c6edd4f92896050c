"""``manage.py load_content``: the content the site ships with, once."""

import logging
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sessions_archive.content.load import AlreadyHasPages, load_all

BAR = 24


class Command(BaseCommand):
    help = "Load the profile, the features and the sessions, once. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        # Wagtail writes three lines for every page; the progress says enough.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        try:
            loaded = load_all(self.show_progress if options["verbosity"] else lambda done, of, what: None)
        except AlreadyHasPages:
            raise CommandError(
                "There is a home page already: the shipped content goes into an empty site only."
            ) from None
        if loaded.is_new:
            self.stdout.write(f"Loaded {loaded.pages} pages in {time.monotonic() - started:.1f} s.")
        else:
            self.stdout.write(f"The content was loaded before ({loaded.before}); nothing was changed.")

    def show_progress(self, done: int, of: int, what: str) -> None:
        """A bar that stays on its line on a terminal, else a line each ten steps."""
        if sys.stdout.isatty():
            filled = BAR * done // of
            line = f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{of} {what}"
            self.stdout.write(f"{line:<70}", ending="\n" if done == of else "")
            self.stdout.flush()
        elif done % 10 == 0:
            self.stdout.write(f"Loading content: {done} of {of} pages")
