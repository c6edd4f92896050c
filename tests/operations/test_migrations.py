"""Migrations: the tables of every release come up to date, and nothing that editors wrote is lost on the way.

``make check`` asks each migration by itself whether it locks or loses (``scripts/lint_migrations.py``).
"""

import json
import tarfile

import pytest
from django.db import connection

from expo_site.backups.make import WITHOUT_ROWS
from scripts.lint_migrations import objections
from tests.operations.running_site import RELEASED, own_site


def of_release(name: str) -> dict:
    with tarfile.open(RELEASED / name) as archive:
        return json.load(archive.extractfile("manifest.json"))


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "pages_basepage" DROP COLUMN "summary_en" CASCADE',
        'DROP TABLE "pages_homepage" CASCADE',
        'ALTER TABLE "pages_basepage" RENAME COLUMN "summary_en" TO "abstract_en"',
        'ALTER TABLE "pages_basepage" ALTER COLUMN "summary_en" TYPE varchar(10)',
    ],
)
def test_what_locks_or_loses_is_noticed(statement: str) -> None:
    """Or the check would prove nothing."""
    assert objections([statement]), statement


def test_an_added_column_is_no_objection() -> None:
    assert objections(['ALTER TABLE "pages_basepage" ADD COLUMN "mood" varchar(9) DEFAULT \'\' NOT NULL']) == []


GIVEN_BY_MIGRATIONS = {
    "auth_group_permissions",
    "wagtailcore_groupcollectionpermission",
    "wagtailcore_grouppagepermission",
}
"""What groups may do: a later release may take something back."""


@pytest.mark.long
@pytest.mark.parametrize("release", sorted(file.name for file in RELEASED.glob("*.tar")))
def test_the_tables_of_each_release_come_up_to_date_without_losing_a_row(db: None, release: str) -> None:
    before = of_release(release)["tables"]
    with own_site(with_content=False) as site:
        site.manage("restore", str(RELEASED / release))
        rows = {table: len(found) for table, found in site.rows().items()}
        with site.connect() as database:
            titles = database.execute(
                "SELECT count(*) FROM pages_basepage WHERE depth > 1 AND title_en > '' AND title_zh_hans > ''"
            ).fetchone()
    lost = {
        table: (count, rows.get(table, 0))
        for table, (count, _sum) in before.items()
        if rows.get(table, 0) < count and table not in GIVEN_BY_MIGRATIONS
    }
    assert lost == {}
    assert titles[0] >= 24
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        today = {name for (name,) in cursor.fetchall()} - set(WITHOUT_ROWS)
    assert set(rows) == today, "and it has today's tables"
