"""Announcing: after the commit, so that whoever hears of a change can read it."""

import logging
from functools import partial

from django.db import connection, transaction

logger = logging.getLogger(__name__)

CHANNEL = "expo_announcements"
_ANNOUNCE = f"""
    WITH moved AS (
        INSERT INTO pages_announcements_announcement AS known (topic, number) VALUES (%s, 1)
        ON CONFLICT (topic) DO UPDATE SET number = known.number + 1
        RETURNING number
    )
    SELECT number, pg_notify('{CHANNEL}', %s || ' ' || number::text) FROM moved
"""  # noqa: S608 - a constant


def announce(topic: str) -> None:
    """Tell every process, this one included, that ``topic`` changed, once the current transaction is committed.

    A transaction that is rolled back announces nothing. Asked for repeatedly in one transaction it is told as often:
    whoever writes much asks once.
    """
    transaction.on_commit(partial(announce_now, topic), robust=True)


def announce_now(topic: str) -> int:
    """The same at once, for what happens outside the database; the topic's new number."""
    from pages.announcements.hearing import listener

    with connection.cursor() as cursor:
        cursor.execute(_ANNOUNCE, [topic, topic])
        number = int(cursor.fetchone()[0])
    listener.hear(topic, number)
    return number
