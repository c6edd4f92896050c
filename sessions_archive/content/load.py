"""Loads the content the site ships with: once, and whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model
from django.utils.timezone import localtime
from wagtail.models import Site

from pages.bilingual.languages import default_language
from pages.contact.models import ContactPage
from pages.content import settings as site_settings
from pages.content import site_pages
from pages.models import (
    BasePage,
    FeaturePage,
    HomePage,
    OfficialAddressesPage,
    OverviewPage,
    SectionPage,
    SiteSettings,
    StandardPage,
)
from pages.news.models import NewsIndexPage
from pages.sharing.share_pictures import pictures_drawn_later
from pages.translations.glossary_seed import seed_glossary
from sessions_archive.content import sessions
from sessions_archive.content.indexing import index_all, indexed_later
from sessions_archive.ledger import kept_ledger
from sessions_archive.models import ContentLoad, Organization, SessionPage, SessionsArchivePage, Source

NAME, GLOSSARY = "shipped content", "shipped glossary"
# Any number of our own: two loads at once wait for each other instead of both finding nothing.
LOCK = 5_201_709

# Settings refer to the pages of their menus.
INDEXED: list[type[Model]] = [
    HomePage,
    SectionPage,
    OverviewPage,
    StandardPage,
    OfficialAddressesPage,
    FeaturePage,
    SessionsArchivePage,
    SessionPage,
    NewsIndexPage,
    ContactPage,
    Source,
    Organization,
    SiteSettings,
]

type Progress = Callable[[int, int, str], None]


class AlreadyHasPages(Exception):
    """The database has a home page that this loader did not make."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Whether anything was loaded; if not, when it was before."""

    is_new: bool
    pages: int = 0
    before: str = ""


def load_all(progress: Progress = lambda done, of, what: None) -> Loaded:
    """Load everything in one transaction, unless it was loaded before.

    ``progress`` is told how many of how many steps are done, and what comes next. Raises AlreadyHasPages where there
    is a home page but no record of a load.
    """
    with pictures_drawn_later(), transaction.atomic(), default_language():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if not ContentLoad.objects.filter(name=GLOSSARY).exists():
            seed_glossary(sessions.names_of_organizations())
            ContentLoad.objects.create(name=GLOSSARY)
        former = ContentLoad.objects.filter(name=NAME).first()
        if former is not None:
            return Loaded(is_new=False, before=f"{localtime(former.loaded_at):%Y-%m-%d %H:%M}")
        if HomePage.objects.exists():
            raise AlreadyHasPages
        with indexed_later():
            pages = _load(progress)
        with kept_ledger():
            index_all(INDEXED)
        ContentLoad.objects.create(name=NAME)
    # Held in the cache for an hour, and by every page's address.
    Site.clear_site_root_paths_cache()
    return Loaded(is_new=True, pages=pages)


def _load(progress: Progress) -> int:
    profile, texts, facts = site_pages.profile(), site_pages.site_texts(), sessions.facts()
    steps = _Steps(progress, of=8 + len(profile["features"]["pages"]) + len(texts) + len(facts["sessions"]))
    sources, organizations = sessions.make_sources(), sessions.make_organizations()

    home = steps.add("home", site_pages.make_home, BasePage.get_first_root_node())
    site = site_settings.make_site(home)
    about = steps.add("about", site_pages.make_section, home, "about")
    overview = steps.add("overview", site_pages.make_overview, about)
    standard = [steps.add(each["slug"], site_pages.make_standard, about, each) for each in texts]
    privacy = next((page for page in standard if page.slug == "privacy"), None)
    contact = steps.add("contact", site_pages.make_contact, about, privacy)
    official = steps.add("official addresses", site_pages.make_official_addresses, about)
    features = steps.add("features", site_pages.make_section, home, "features")
    made = [steps.add(each["slug"], site_pages.make_feature, features, each) for each in profile["features"]["pages"]]
    archive = steps.add("session archive", sessions.make_archive, home, sources)
    for each in facts["sessions"]:
        steps.add(f"session {each['number']}", sessions.make_session, archive, each, sources, organizations)

    news = steps.add("news", site_pages.make_news, home)

    menu = [overview, *made, archive, news]
    site_settings.make_settings(site, menu, [*menu, contact, *standard, official])
    progress(steps.done, steps.of, "")
    return steps.done


class _Steps:
    """Counts the pages as they are made."""

    def __init__(self, progress: Progress, of: int) -> None:
        self.progress, self.of, self.done = progress, of, 0

    def add[**P, Made](self, what: str, make: Callable[P, Made], *args: P.args, **kwargs: P.kwargs) -> Made:
        self.progress(self.done, self.of, what)
        made = make(*args, **kwargs)
        self.done += 1
        return made
