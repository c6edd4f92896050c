"""While the database is away, requests that need it fail at once instead of each waiting for a connection.

Otherwise a few of them would hold all of a worker's threads, and pages that need no database would wait behind them.
"""

from django.conf import settings
from django.db import connection

AWAY_SECONDS = 0.1
"""How long a request waits for a connection then: enough for one that has just come back."""


def set_patience(is_away: bool) -> None:
    """Called for every request that is not answered from the cache; sets what Django's pool waits."""
    pool = getattr(connection, "pool", None)
    if pool:
        pool.timeout = AWAY_SECONDS if is_away else settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"]
