"""New strings come in, old ones go, and no translation is lost or made up."""

from babel.messages.catalog import Catalog

from pages.translations.catalogs import catalog_bytes, parse_catalog
from pages.translations.merging import merged
from tests.pages.translations.made_up import package, po, sources

NONE = Catalog(domain="django")
HOME = 'msgid "Home"\nmsgstr "首页"'


def after(content: bytes, ours: Catalog, packages: Catalog = NONE, *, drop_obsolete: bool = False) -> str:
    catalog = parse_catalog(content, "zh_Hans", "django")
    return catalog_bytes(merged(catalog, ours, packages, drop_obsolete=drop_obsolete)).decode()


def test_a_translation_and_its_translators_note_stay() -> None:
    text = after(po(f"# As on the old site.\n{HOME}"), sources("Home", "Search"))
    assert '# As on the old site.\n#: shop/views.py\nmsgid "Home"\nmsgstr "首页"' in text
    assert '#: shop/views.py\nmsgid "Search"\nmsgstr ""' in text


def test_merging_twice_changes_nothing() -> None:
    content = po(HOME, 'msgid "Gone"\nmsgstr "走了"', '#, fuzzy\nmsgid "Search"\nmsgstr "搜"')
    ours, packages = sources("Home", "Search", ("%(n)s page", "%(n)s pages")), package("Publish %s", "Home")
    once = after(content, ours, packages)
    assert after(once.encode(), ours, packages) == once
    assert "POT-Creation-Date" not in once


def test_a_similar_string_is_not_taken_for_a_translation() -> None:
    text = after(po('msgid "Search the site"\nmsgstr "搜索网站"'), sources("Search the sites"))
    assert 'msgid "Search the sites"\nmsgstr ""' in text
    assert "fuzzy" not in text


def test_a_string_that_is_gone_is_kept_aside_and_comes_back() -> None:
    gone = after(po(HOME), sources("Search"))
    assert '#~ msgid "Home"\n#~ msgstr "首页"' in gone
    assert 'msgid "Home"\nmsgstr "首页"' in after(gone.encode(), sources("Home", "Search"))
    assert "首页" not in after(gone.encode(), sources("Search"), drop_obsolete=True)


def test_a_string_that_is_now_counted_keeps_its_translation_in_one_form() -> None:
    text = after(po('msgid "%(n)s page"\nmsgstr "%(n)s页"'), sources(("%(n)s page", "%(n)s pages")))
    assert 'msgid_plural "%(n)s pages"\nmsgstr[0] "%(n)s页"\n' in text
    assert "msgstr[1]" not in text


def test_what_packages_lack_comes_after_ours_under_their_name() -> None:
    text = after(po(HOME), sources("Home"), package("Autosave"))
    assert text.endswith('#. wagtail.admin\nmsgid "Autosave"\nmsgstr ""\n')


def test_strings_come_in_the_order_of_their_files() -> None:
    ours = sources("Zebra", file="a.py")
    ours.add("Ant", locations=[("b.py", 0)])
    text = after(po(), ours)
    assert text.index("Zebra") < text.index("Ant")
