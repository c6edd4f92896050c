"""What the installed packages say to staff without saying it in our language: their strings that we have to carry.

A package's translators work after its release, so its catalogs lag behind its own strings. Some have none at all.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from pages.translations.catalogs import is_translated, key_of, messages_of, read_catalog
from pages.translations.sources import add_file

# Packages that list their own strings in an English catalog, with the folders of theirs that staff or visitors meet.
# Of Wagtail all of it, in use or not: an app switched on later is then complete.
_LISTED = {
    "allauth": ("locale",),
    "wagtail": ("**/locale",),
    "django": tuple(
        f"{app}/locale"
        for app in ("conf", *(f"contrib/{app}" for app in ("auth", "contenttypes", "postgres", "sessions")))
    ),
}
# Packages without such a catalog: their strings are read from their sources. The folders of Django's own admin, of
# REST forms and of tests are not in use here.
_UNLISTED = {
    "taggit": ("admin.py", "tests", "locale"),
    "django_filters": ("rest_framework", "locale"),
    "modelcluster": ("tests",),
    "modeltranslation": ("admin.py", "tests"),
}


@dataclass(frozen=True)
class PackageStrings:
    """One package's strings in English and what it brings in the target language."""

    name: str  # dotted, as in "wagtail.admin"
    english: Catalog
    translated: Catalog

    def gaps(self) -> list[Message]:
        """The strings without a translation of the package's own, by msgid."""
        own = {key_of(message): message for message in messages_of(self.translated)}
        return [
            message
            for message in sorted(
                messages_of(self.english), key=lambda message: (key_of(message)[1], message.context or "")
            )
            if (mine := own.get(key_of(message))) is None or not is_translated(mine)
        ]


def installed_strings(locale: str, domain: str) -> list[PackageStrings]:
    """The strings of every package above in a domain, sorted by name. A package that is not installed has none."""
    found = []
    for module, patterns in _LISTED.items():
        root = _folder(module)
        for folder in sorted({path for pattern in patterns for path in root.glob(pattern)} if root else ()):
            english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
            if english.exists():
                name = ".".join((module, *folder.parent.relative_to(root).parts)) if root else module
                translated = read_catalog(folder / locale / "LC_MESSAGES" / f"{domain}.po")
                found.append(PackageStrings(name, read_catalog(english), translated))
    if domain == "django":
        for module, left_out in _UNLISTED.items():
            if root := _folder(module):
                translated = read_catalog(root / "locale" / locale / "LC_MESSAGES" / f"{domain}.po")
                found.append(PackageStrings(module, _extracted(root, left_out), translated))
    return sorted(found, key=lambda package: package.name)


def package_template(locale: str, domain: str) -> Catalog:
    """What we have to carry in a domain: each package's gaps, the package's name as the comment of each message.

    gettext looks a string up in all catalogs at once, so what another package that is always loaded translates is no
    gap: carrying it would only put our word in place of that one.
    """
    packages = installed_strings(locale, domain)
    elsewhere = {
        key_of(message)
        for package in packages
        if not package.name.startswith("wagtail.contrib.")  # loaded only where it is switched on
        for message in messages_of(package.translated)
        if is_translated(message)
    }
    catalog = Catalog(domain=domain)
    for package in packages:
        for message in package.gaps():
            if key_of(message) not in elsewhere:
                comments = [package.name, *message.auto_comments]
                catalog.add(message.id, auto_comments=comments, context=message.context)
    return catalog


def _folder(module: str) -> Path | None:
    spec = find_spec(module)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _extracted(root: Path, left_out: tuple[str, ...]) -> Catalog:
    catalog = Catalog()
    for path in sorted([*root.rglob("*.py"), *root.glob("templates/**/*.html")]):
        if not set(left_out).intersection(path.relative_to(root).parts):
            add_file(catalog, path, path.relative_to(root).as_posix())
    return catalog
