"""What one process tells all others, on every machine: that something changed. See ``announce`` and ``subscribe``.

A topic has a number in the database that every announcement moves on. ``NOTIFY`` carries it to whoever listens within
milliseconds; reading the numbers again every few seconds finds what a lost connection or a pooler swallowed.
"""

from pages.announcements.hearing import listener, subscribe
from pages.announcements.sending import announce

__all__ = ["announce", "listener", "subscribe"]
