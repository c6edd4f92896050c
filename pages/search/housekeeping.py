"""What search does by the clock; the scheduler calls :func:`tidy`."""

import datetime
import logging

from django.utils import timezone

from pages.bilingual.languages import LANGUAGES
from pages.search import index, vocabulary
from pages.search.models import SearchWithoutResult

logger = logging.getLogger(__name__)

KEPT_FOR = datetime.timedelta(days=180)


def tidy() -> None:
    """Mend rows that a crash or another page's change left behind, forget unused words and old counts."""
    found = index.all_differences()
    if found.pages:
        logger.info("Search index: %s pages brought up to date", len(found.pages))
        index.index_pages(found.pages)
    for language in LANGUAGES:
        vocabulary.recount(language)
    SearchWithoutResult.objects.filter(last_asked__lt=timezone.localdate() - KEPT_FOR).delete()
