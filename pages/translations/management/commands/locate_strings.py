"""``manage.py locate_strings``: find where readers meet each string, for the workbench's links."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from pages.bilingual.languages import TRANSLATED
from pages.translations.catalogs import write_aside
from pages.translations.seen_strings import seen_strings
from pages.translations.string_places import SEEN


class Command(BaseCommand):
    help = (
        "Shows every page and screen once, and writes pages/translations/seen_strings.json: which strings stand where."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = seen_strings(TRANSLATED[0])
        lines = [f" {json.dumps(key)}: {json.dumps(places)}" for key, places in sorted(found.items())]
        write_aside(SEEN, ("{\n" + ",\n".join(lines) + "\n}\n").encode())
        self.stdout.write(f"{len(found)} strings were seen.")
