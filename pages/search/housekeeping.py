"""What search does by the clock; the scheduler calls :func:`tidy`."""

import datetime
import subprocess
import sys

from django.conf import settings
from django.utils import timezone

from pages.search.models import SearchWithoutResult

KEPT_FOR = datetime.timedelta(days=180)
LONGEST = 1800
"""Seconds."""


def tidy() -> str:
    """Mend rows that a crash or another page's change left behind, forget unused words and old counts.

    Comparing takes the dictionaries, 110 MB of them: a process of its own gives them back. Raises
    ``CalledProcessError`` or ``TimeoutExpired``, which the scheduler notes.
    """
    forgotten, _kinds = SearchWithoutResult.objects.filter(last_asked__lt=timezone.localdate() - KEPT_FOR).delete()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "rebuild_search", "--check"]
    done = subprocess.run(command, check=True, timeout=LONGEST, capture_output=True, text=True)  # noqa: S603 - constants
    return f"{forgotten} old searches removed; {done.stdout.strip()}"
