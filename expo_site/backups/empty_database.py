"""Whether there is anything to lose, and taking everything away."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from expo_site.backups import postgres_programs
from expo_site.backups.media_files import files_below

CONTENT = ("auth_user", "wagtailcore_revision")
"""A site that has a row in one of these has been used."""

PATIENCE = "30s"
"""How long to wait for editors' transactions before giving up."""

DROPS = (
    ("VIEW", "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"),
    ("MATERIALIZED VIEW", "SELECT relname FROM pg_class WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace"),
    ("TABLE", "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"),
    ("SEQUENCE", "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"),
    (
        "ROUTINE",
        "SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
    ),
    (
        "TYPE",
        "SELECT typname FROM pg_type t WHERE typtype IN ('e', 'd') AND typnamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')",
    ),
)


def is_empty(media_root: Path) -> bool:
    """No account, no draft or page, no upload. Raises ``psycopg.Error``."""
    if media_root.is_dir() and next(files_below(media_root), None):
        return False
    with postgres_programs.connect() as connection:
        for table in CONTENT:
            found = connection.execute("SELECT to_regclass(%s)", [f"public.{table}"]).fetchone()
            if found == (None,):
                continue
            query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier("public", table))
            if connection.execute(query).fetchone() == (True,):
                return False
    return True


def drop_everything(connection: psycopg.Connection[Any]) -> None:
    """Every table, sequence, function and type of the site, inside the connection's transaction."""
    connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(PATIENCE))
    for kind, query in DROPS:
        for (name,) in connection.execute(query.encode()).fetchall():
            connection.execute(
                sql.SQL("DROP {} IF EXISTS {} CASCADE").format(sql.SQL(kind), sql.Identifier("public", name))
            )
