"""A database and collected files for the site's processes, as the demo prepares them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def prepared() -> Iterator[None]:
    """Inside the block the database of ``VAR_DIR`` (or ``DATABASE_URL``) runs and holds the shipped content."""
    from expo_site.local_environment import database_running

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    with database_running():
        from expo_site.demo_setup import prepare

        prepare()
        yield
