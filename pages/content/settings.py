"""Fills in the names and the menus of the site."""

from collections.abc import Sequence

from wagtail.models import Site

from pages.content.site_pages import number_rows, profile
from pages.content.texts import mark_ready, set_texts
from pages.models import BasePage, HomePage, MenuEntry, SiteSettings
from pages.models.site_settings import MenuPlace
from pages.recycle_bin.keeping import past_the_bin


def make_site(home: HomePage) -> Site:
    """Let the default site show the home page; whatever welcome page stood there before is removed."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    former = site.root_page if site.root_page_id else None
    site.hostname, site.port, site.root_page = "localhost", 80, home
    site.site_name = profile()["site"]["short_name"]["en"]
    site.save()
    if former is not None and former.depth > 1:
        with past_the_bin():
            former.specific.delete()
    return site


def make_settings(site: Site, menu: Sequence[BasePage], footer: Sequence[BasePage]) -> SiteSettings:
    """Names and menus; hosts, contact and registration numbers stay empty until staff enter them."""
    settings = SiteSettings.for_site(site)
    content = profile()["site"]
    for name in ("official_name", "short_name"):
        set_texts(settings, name, content[name])
    only_footer = [page for page in footer if page not in menu]
    settings.menu_entries = [
        *[MenuEntry(page=page, place=MenuPlace.BOTH) for page in menu],
        *[MenuEntry(page=page, place=MenuPlace.FOOTER) for page in only_footer],
    ]
    number_rows(settings)
    mark_ready(settings)
    settings.save()
    return settings
