"""What a command needs to know before Django's settings are read: the checkout, ``.env``, ``var/``, the database.

``manage.py``, the demo and the tests must decide whether to start the bundled PostgreSQL before any setting exists.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from expo_site import local_postgres

BASE_DIR = Path(__file__).resolve().parent.parent


def read_dotenv() -> None:
    """Take over ``.env`` beside ``manage.py`` if there is one; what the environment already says wins."""
    dotenv = BASE_DIR / ".env"
    if dotenv.is_file():
        import environ  # only here: most commands run without the file

        environ.Env.read_env(dotenv)


def var_dir() -> Path:
    """Where everything lives that is not in git: ``VAR_DIR``, else ``var/`` in the checkout."""
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").absolute()


def uses_bundled_postgres() -> bool:
    """Whether no other database was named: an empty ``DATABASE_URL`` counts as none."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def database_running() -> Iterator[None]:
    """Keep the bundled server up inside the ``with`` block; with ``DATABASE_URL`` set it is not touched.

    Raises LocalPostgresError, whose text is one sentence for the person at the terminal.
    """
    if not uses_bundled_postgres():
        yield
        return
    with local_postgres.running(var_dir()):
        yield
