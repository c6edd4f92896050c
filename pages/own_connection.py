"""A connection to the database outside Django's pool, for what holds on to one: a lock, a listener."""

from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


def own_connection(**parameters: Any) -> psycopg.Connection[Any]:
    """A new connection that commits by itself; ``parameters`` are libpq's. Raises ``psycopg.Error``."""
    known = connections[DEFAULT_DB_ALIAS].get_connection_params()
    for of_django in ("pool", "cursor_factory", "context"):
        known.pop(of_django, None)
    return psycopg.connect(**{**known, **parameters}, autocommit=True)
