"""How often somebody may try, counted in the database, which all processes share.

A browser in which an account signed in before has limits of its own for that account (the “device cookies” of OWASP's
guide against guessing). So neither an attack on an account from elsewhere nor one from the same office keeps its owner out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from pages.sign_in.models import Attempt


@dataclass(frozen=True)
class Limit:
    """At most ``times`` attempts in ``seconds``."""

    name: str
    times: int
    seconds: int


KNOWN_BROWSER = Limit("an account in a browser it knows", 10, 10 * 60)
ACCOUNT_AND_ADDRESS = Limit("an account from one address", 5, 5 * 60)
ACCOUNT = Limit("an account from all unknown browsers", 30, 15 * 60)
ADDRESS = Limit("all unknown browsers at one address", 100, 5 * 60)
SECOND_FACTOR = Limit("codes of an account", 10, 15 * 60)
SAME_CODE = Limit("one code of an account", 1, 2 * 60)
"""A code of an app fits for 90 seconds, and opens once; allauth remembers it for 30, in each process."""
PASSKEYS = Limit("passkeys from one address", 300, 5 * 60)
RESET_OF_ADDRESS = Limit("password mails to one mail address", 3, 60 * 60)
RESET_FROM_ADDRESS = Limit("password mails asked for at one address", 60, 60 * 60)

LONGEST_SECONDS = 60 * 60


class TooManyAttempts(Exception):
    """The limit is reached; nothing was looked at."""


def bucket(limit: Limit, *whose: str) -> str:
    """What is counted together, as a keyed digest: the table tells nobody's name or address."""
    text = "\0".join((settings.SECRET_KEY, limit.name, *(each.casefold() for each in whose)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def take(limits: Iterable[tuple[Limit, tuple[str, ...]]]) -> list[int]:
    """Count an attempt against every limit; the attempts' ids, for ``give_back``.

    Written before it is counted, each in its own statement: of many at once no more get through than the limit allows.
    Raises TooManyAttempts, and then nothing stays counted, so that a limit ends even while somebody goes on trying.
    """
    taken: list[int] = []
    for limit, whose in limits:
        key = bucket(limit, *whose)
        taken.append(Attempt.objects.create(bucket=key).pk)
        since = timezone.now() - timedelta(seconds=limit.seconds)
        if Attempt.objects.filter(bucket=key, at__gt=since).count() > limit.times:
            give_back(taken)
            raise TooManyAttempts
    return taken


def give_back(taken: list[int]) -> None:
    """After a success: it was no guess."""
    Attempt.objects.filter(pk__in=taken).delete()


def forget(limit: Limit, *whose: str) -> None:
    """Begin counting anew."""
    Attempt.objects.filter(bucket=bucket(limit, *whose)).delete()


def tidy() -> None:
    """Delete what no limit looks at any more; for the scheduler."""
    Attempt.objects.filter(at__lt=timezone.now() - timedelta(seconds=LONGEST_SECONDS)).delete()
