"""How running code takes up catalogs that changed on disk."""

import gettext

from django.utils.translation import trans_real


def reload_translations() -> None:
    """Read every catalog in use again; from its next activation on, a language speaks from the new ones.

    What a running request has activated stays as it is: clearing that too, as Django's own autoreload does, would
    throw every thread that is in the middle of a page into English. The new set is built before it takes the old one's
    place in one step, so no thread finds a language missing.
    """
    gettext._translations.clear()  # type: ignore[attr-defined]  # no public way in
    fresh = {language: trans_real.DjangoTranslation(language) for language in list(trans_real._translations)}  # type: ignore[attr-defined]
    trans_real._translations = fresh  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]
