"""Where the feeds are, and what they are called: announced on pages before there is any news."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.news.choice import KINDS, NewsChoice
from pages.ordinals import session_name


@dataclass(frozen=True, slots=True)
class FeedLink:
    """The local address of a feed in the active language and its title there."""

    address: str
    title: str


def feed_of_all() -> FeedLink:
    return FeedLink(reverse("news_feed"), _("High-Tech Expo: news"))


def feed_of_kind(kind: str) -> FeedLink:
    from pages.news.models import NewsKind

    titles = {
        NewsKind.ANNOUNCEMENT: _("High-Tech Expo: announcements"),
        NewsKind.RELEASE: _("High-Tech Expo: releases"),
        NewsKind.CORRECTION: _("High-Tech Expo: corrections"),
    }
    return FeedLink(reverse("news_feed_of_kind", args=[kind]), titles[NewsKind(kind)])


def feed_of_session(number: int) -> FeedLink:
    title = _("News: {session}").format(session=session_name(number))
    return FeedLink(reverse("news_feed_of_session", args=[number]), capfirst(title))


def feed_links(choice: NewsChoice) -> list[FeedLink]:
    """All news, each kind, and the session that was chosen."""
    chosen = [feed_of_session(choice.session)] if choice.session else []
    return [feed_of_all(), *chosen, *[feed_of_kind(kind) for kind in KINDS]]
