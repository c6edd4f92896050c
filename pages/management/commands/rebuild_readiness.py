"""``manage.py rebuild_readiness``: write the summaries of readiness anew, or say which are out of step."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pages.bilingual.summaries import differing_summaries, models_with_summaries
from pages.models import ReadinessSummary


class Command(BaseCommand):
    help = (
        "Writes the summaries of readiness of all pages, settings and snippets anew; --check only counts differences."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where any is out of step")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = 0
        for model in models_with_summaries():
            for instance in differing_summaries(model):
                differing += 1
                if not options["check"]:
                    ReadinessSummary.objects.refresh(instance)
        self.stdout.write(f"{differing} summaries {'are' if options['check'] else 'were'} out of step.")
        if differing and options["check"]:
            sys.exit(1)
