"""``manage.py doctor``: how the site is, on one screen, in words."""

import os
import textwrap
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import translation

from expo_site.checkup.finding import Finding, State
from expo_site.checkup.keeping import QUESTIONS
from expo_site.checkup.serving import NEEDED, USEFUL
from pages.bilingual.languages import LANGUAGES

SIGNS = {State.OK: "  ", State.WARNING: "! ", State.FAILURE: "✗ "}
WIDTH = 110


class Command(BaseCommand):
    help = "Says in words how the site is. The exit code is 1 when something is broken, else 0."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        own = "zh-hans" if os.environ.get("LANG", "").startswith("zh") else "en"
        parser.add_argument("--language", choices=LANGUAGES, default=own, help="default: by LANG")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            answers = [(str(each.label), each.answer()) for each in (*NEEDED, *USEFUL, *QUESTIONS)]
        wide = max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in label) for label, _finding in answers) + 2
        for label, finding in answers:
            self.stdout.write(self._lines(label, finding, wide))
        if any(finding.state is State.FAILURE for _label, finding in answers):
            raise SystemExit(1)

    def _lines(self, label: str, finding: Finding, wide: int) -> str:
        shown = sum(2 if ord(sign) > 0x2E80 else 1 for sign in label)
        indent = " " * (wide + 2)
        said = textwrap.fill(finding.said, WIDTH, initial_indent=indent, subsequent_indent=indent).lstrip()
        lines = f"{SIGNS[finding.state]}{label}{' ' * (wide - shown)}{said}"
        if finding.remedy:
            lines += f"\n{indent}→ {finding.remedy}"
        if finding.state is State.OK:
            return lines
        return str((self.style.ERROR if finding.state is State.FAILURE else self.style.WARNING)(lines))
