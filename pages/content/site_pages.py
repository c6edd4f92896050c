"""Makes the pages of the profile: home, overview, the three features, and the pages about the site itself."""

from typing import Any

from modelcluster.models import ClusterableModel, get_all_child_relations

from pages.contact.models import ContactPage
from pages.content.bodies import set_body, strip_stream
from pages.content.texts import mark_ready, read_content, set_texts
from pages.models import (
    BasePage,
    FeatureEntry,
    FeatureKeyFigure,
    FeaturePage,
    HomePage,
    OfficialAddressesPage,
    OverviewHonor,
    OverviewHost,
    OverviewPage,
    SectionPage,
    StandardPage,
)
from pages.news.models import NewsIndexPage

PACKAGE = "pages.content"


def profile() -> dict[str, Any]:
    content: dict[str, Any] = read_content(PACKAGE, "profile.yaml")
    return content


def add_page[Made: BasePage](parent: BasePage, page: Made, content: dict[str, Any], *, live: bool = True) -> Made:
    """Put a page below its parent with a revision, published unless ``live`` is false; gives the page."""
    for name in ("title", "summary", "search_description"):
        set_texts(page, name, content.get(name))
    if "slug" in content:
        page.slug = content["slug"]
    page.draft_title = page.title_en
    page.live = False
    number_rows(page)
    mark_ready(page)
    parent.add_child(instance=page)
    revision: Any = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def number_rows(instance: ClusterableModel) -> None:
    """Give the rows of a page or of the settings the order in which they were added."""
    for relation in get_all_child_relations(type(instance)):
        for position, row in enumerate(getattr(instance, relation.get_accessor_name()).all()):
            if hasattr(row, "sort_order"):
                row.sort_order = position


def make_home(root: BasePage) -> HomePage:
    content = profile()["home"]
    page = HomePage(slug="high-tech-expo", theme_session=content["theme_session"])
    set_texts(page, "theme", content["theme"])
    page.figures = strip_stream(content["strip"], "home/strip")
    return add_page(root, page, content)


def make_overview(about: SectionPage) -> OverviewPage:
    content = profile()["overview"]
    page = OverviewPage(as_of_session=content["as_of_session"])
    set_body(page, content["body"], "overview")
    for texts in content["hosts"]:
        host = OverviewHost()
        set_texts(host, "name", texts)
        page.hosts.add(host)
    for texts in content["honors"]:
        honor = OverviewHonor()
        set_texts(honor, "name", texts["name"])
        set_texts(honor, "detail", texts["detail"])
        page.honors.add(honor)
    return add_page(about, page, content)


def make_section(home: HomePage, name: str) -> SectionPage:
    return add_page(home, SectionPage(), profile()[name])


def make_feature(features: SectionPage, content: dict[str, Any]) -> FeaturePage:
    page = FeaturePage(picture=content["picture"])
    set_body(page, content["body"], content["slug"])
    for measure in content["key_figures"]:
        page.key_figures.add(FeatureKeyFigure(measure=measure))
    for kind, names in content["entries"].items():
        for texts in names:
            entry = FeatureEntry(kind=kind, name_confirmed=texts.get("confirmed", True))
            set_texts(entry, "name", texts)
            page.entries.add(entry)
    return add_page(features, page, content)


def make_news(home: HomePage) -> NewsIndexPage:
    """The section, which nobody sees before its first item is published."""
    return add_page(home, NewsIndexPage(), profile()["news"], live=False)


def site_texts() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = read_content(PACKAGE, "site_texts.yaml")["pages"]
    return content


def make_official_addresses(about: SectionPage) -> OfficialAddressesPage:
    """The page is ready; which other sites and accounts are genuine, and which expos are not, staff enter."""
    content = read_content(PACKAGE, "site_texts.yaml")["official_addresses"]
    page = OfficialAddressesPage()
    set_body(page, content["body"], content["slug"])
    return add_page(about, page, content)


def make_contact(about: SectionPage, privacy: BasePage | None) -> ContactPage:
    return add_page(about, ContactPage(privacy_page=privacy), read_content(PACKAGE, "site_texts.yaml")["contact"])


def make_standard(about: SectionPage, content: dict[str, Any]) -> StandardPage:
    page = StandardPage()
    set_body(page, content["body"], content["slug"])
    return add_page(about, page, content, live=content.get("live", True))
