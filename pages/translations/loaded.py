"""How running code takes up catalogs that changed on disk."""

import gettext

from django.utils.translation import trans_real


def forget_translations() -> None:
    """Make gettext read every catalog again when a language is next activated.

    What a running request has activated stays as it is: clearing that too, as Django's own autoreload does, would
    throw every thread that is in the middle of a page into English.
    """
    gettext._translations.clear()  # type: ignore[attr-defined]  # both caches have no public way in
    trans_real._translations = {}
    trans_real._default = None
    trans_real.translation_catalog_exists.cache_clear()
