"""What each table holds, as a count and a checksum that does not depend on the order of rows."""

from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from expo_site.backups.postgres_programs import SCHEMA

PLAIN_TEXT = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
)
"""So that a row has the same text on every server."""


class Rows(NamedTuple):
    """Of one table; ``checksum`` is the sum of each row's MD5, its first 64 bits."""

    number: int
    checksum: str


def fingerprints(connection: psycopg.Connection[Any]) -> dict[str, Rows]:
    """Every table of the site → its rows, as the connection's transaction sees them."""
    for setting in PLAIN_TEXT:
        connection.execute(setting.encode())
    named = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace ORDER BY relname",
        [SCHEMA],
    ).fetchall()
    return {name: _rows(connection, name) for (name,) in named}


def _rows(connection: psycopg.Connection[Any], table: str) -> Rows:
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(r::text), 16))::bit(64)::bigint::numeric), 0)::text FROM {} r"
    ).format(sql.Identifier(SCHEMA, table))
    found = connection.execute(query).fetchone()
    assert found is not None
    return Rows(*found)
