"""What search does by the clock; the scheduler calls :func:`tidy`, in a process of its own: see ``SCHEDULED_JOBS``."""

import datetime
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from pages.search.models import SearchWithoutResult

KEPT_FOR = datetime.timedelta(days=180)


def tidy() -> str:
    """Mend rows that a crash or another page's change left behind, forget unused words and old counts."""
    forgotten, _kinds = SearchWithoutResult.objects.filter(last_asked__lt=timezone.localdate() - KEPT_FOR).delete()
    said = StringIO()
    call_command("rebuild_search", check=True, stdout=said, stderr=StringIO())
    return f"{forgotten} old searches removed; {said.getvalue().strip()}"
