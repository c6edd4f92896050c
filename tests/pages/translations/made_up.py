"""Small catalogs for tests: what the sources hold and what a .po file says."""

from babel.messages.catalog import Catalog

HEADER = (
    b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def sources(*strings: str | tuple[str, str], file: str = "shop/views.py") -> Catalog:
    """A template with these strings; a pair is singular and plural."""
    template = Catalog(domain="django")
    for string in strings:
        template.add(string, locations=[(file, 0)])
    return template


def package(*strings: str | tuple[str, str], name: str = "wagtail.admin") -> Catalog:
    """A template with what an installed package leaves untranslated."""
    template = Catalog(domain="django")
    for string in strings:
        template.add(string, auto_comments=[name])
    return template


def po(*entries: str) -> bytes:
    """A Chinese .po file of these entries."""
    return HEADER + "\n\n".join(entries).encode() + b"\n"
