"""Django's ``migrate``, one at a time: machines that start together may all run it."""

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from expo_site.advisory_locks import LockKey, locked


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("database", DEFAULT_DB_ALIAS) != DEFAULT_DB_ALIAS:
            super().handle(*args, **options)
            return
        with locked(LockKey.MIGRATIONS):
            super().handle(*args, **options)
