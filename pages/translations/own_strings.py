"""What staff changed, on its way into the repository: the shipped catalog with their translations in place."""

from django.utils.translation import to_locale

from pages.translations.catalogs import catalog_bytes, catalog_path, key_of, messages_of, read_catalog
from pages.translations.models import InterfaceString
from pages.translations.shipped_strings import digest_of


def repository_catalog(language: str, domain: str) -> bytes:
    """A ``.po`` file that differs from the one in ``locale/`` in nothing but the translations that staff changed."""
    catalog = read_catalog(catalog_path(to_locale(language), domain))
    changed = InterfaceString.objects.filter(language=language, domain=domain, own__isnull=False)
    own = {string.digest: string.own for string in changed}
    for message in messages_of(catalog):
        context, source = key_of(message)
        forms = own.get(digest_of(domain, context, source))
        if forms:
            message.string = forms[0] if isinstance(message.id, str) else tuple(forms)
            message.flags.discard("fuzzy")
    return catalog_bytes(catalog)
