"""``manage.py compile_catalogs``: make the catalogs what gettext loads."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.translations.catalogs import BASE_DIR, compile_catalogs


class Command(BaseCommand):
    help = "Compiles locale/*/LC_MESSAGES/*.po where the .mo beside it is missing, older or different."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = compile_catalogs()
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for path in written:
            self.stdout.write(f"{path.relative_to(BASE_DIR)}: compiled")
