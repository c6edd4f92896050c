"""Does a migration lock tables that visitors read, or throw away what editors wrote? Part of ``make check``.

Those of the first release are what they are; each later one is asked. Weigh an objection, and either do the change in steps
or say in WEIGHED why it is right.
"""

import json
import logging
import os
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

ROOT = Path(__file__).resolve().parent.parent
FIRST_RELEASE = ROOT / "tests/operations/released/0.1.0.tar"
PACKAGES = {"pages", "sessions_archive"}

NO_OBJECTION = ["NOT_NULL", "ADD_UNIQUE"]
"""An upgrade stops the old program while the tables change, so a new column may be required, and a rule may be added."""

WEIGHED: dict[str, str] = {
    "pages_search.0002_columns_that_are_read_most_first": "rows are put aside and taken back in the same transaction",
    "pages_people.0001_invitations": "the index is on a table that the same migration makes",
    "pages_people.0002_digests": "the index is on a table that the same migration makes",
}
"""``app.name`` of a migration that is objected to → why it is right all the same."""


def objections(statements: Sequence[str]) -> list[str]:
    """What is said against SQL statements: one sentence each."""
    analyser = get_sql_analyser_class("postgresql")
    errors, _ignored, warnings = analyse_sql_statements(analyser, list(statements), NO_OBJECTION)
    return [issue.message for issue in (*errors, *warnings)]


def found() -> Iterator[str]:
    """Every objection that nobody has weighed, with its migration."""
    from django.apps import apps

    ours = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES}
    with tarfile.open(FIRST_RELEASE) as archive:
        manifest = archive.extractfile("manifest.json")
        assert manifest is not None
        released = set(json.load(manifest)["migrations"])
    logging.getLogger("django_migration_linter").setLevel(logging.WARNING)
    linter = MigrationLinter(str(ROOT), no_cache=True)
    for migration in linter._gather_all_migrations():
        name = f"{migration.app_label}.{migration.name}"
        if migration.app_label in ours and name not in released and name not in WEIGHED:
            for objection in objections(linter.get_sql(migration.app_label, migration.name)):
                yield f"{name}: {objection}"


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    import django

    from expo_site.local_environment import database_running, read_dotenv

    read_dotenv()
    with database_running():
        django.setup()
        lines = list(found())
    for line in lines:
        print(line, file=sys.stderr)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
