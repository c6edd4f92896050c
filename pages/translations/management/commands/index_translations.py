"""``manage.py index_translations``: write the list of what there is to translate anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from pages.bilingual.languages import TRANSLATED
from pages.translations.models import WorkItem
from pages.translations.models.work import Kind
from pages.translations.object_work import every_object, row_of, write_rows
from pages.translations.shipped_strings import copy_shipped_strings
from pages.translations.string_work import note_strings


class Command(BaseCommand):
    help = "Writes the list of what there is to translate anew: pages, snippets, settings, files and interface strings."

    def handle(self, *args: Any, **options: Any) -> None:
        copy_shipped_strings()
        with transaction.atomic():
            rows = [row_of(instance, language) for instance in every_object() for language in TRANSLATED]
            WorkItem.objects.exclude(kind=Kind.STRING).delete()
            write_rows(rows)
            for language in TRANSLATED:
                note_strings(language)
        self.stdout.write(f"{WorkItem.objects.count()} texts and strings are listed.")
