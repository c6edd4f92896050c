"""What search does by the clock; the scheduler calls :func:`tidy`, in a process of its own: see ``SCHEDULED_JOBS``."""

import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from pages.bilingual.every_language import Sentence, in_every_language
from pages.bilingual.languages import LANGUAGES
from pages.search import vocabulary
from pages.search.index import all_differences, index_pages
from pages.search.models import SearchWithoutResult

KEPT_FOR = datetime.timedelta(days=180)


def tidy() -> Sentence:
    """Mend rows that a crash or another page's change left behind, forget unused words and old counts."""
    forgotten, _kinds = SearchWithoutResult.objects.filter(last_asked__lt=timezone.localdate() - KEPT_FOR).delete()
    pages = all_differences().pages
    index_pages(pages)
    for language in LANGUAGES:
        vocabulary.recount(language)

    def said() -> str:
        removed = ngettext("%(count)s old search removed", "%(count)s old searches removed", forgotten)
        mended = ngettext("%(count)s page mended in the index", "%(count)s pages mended in the index", len(pages))
        return f"{removed % {'count': forgotten}}; {mended % {'count': len(pages)}}"

    return in_every_language(said)
