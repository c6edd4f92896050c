"""The web server of a real site: ``python -m expo_site.production_server``, behind a front server that ends TLS.

Listens at ``HOST`` (default 127.0.0.1) and ``PORT`` with ``WORKERS`` processes. It changes no table: an upgrade does, by
``manage.py migrate``; without it the start is refused in one sentence.
"""

import os
import sys

from expo_site.demo_server import WORKERS, serve
from expo_site.forks import let_go_of_the_database
from expo_site.local_environment import database_running, read_dotenv
from expo_site.local_postgres import LocalPostgresError
from pages.search.dictionaries import load_dictionaries


def prepare() -> None:
    """Finish or undo a restore that was cut off, check, collect static files. Ends the process where something is missing."""
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import translation

    from expo_site.backups.errors import BackupError
    from expo_site.backups.restore import settle_interrupted_restore
    from expo_site.checkup.finding import State
    from expo_site.checkup.serving import NEEDED
    from expo_site.collected_static import collect_if_changed
    from pages.translations.catalogs import compile_catalogs

    try:
        settle_interrupted_restore(print)
        compile_catalogs()
        collect_if_changed()
    except (BackupError, DatabaseError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"A file cannot be read or written ({error}): check the rights and the room on the disk.")
    with translation.override("en"):
        answers = [question.answer() for question in NEEDED]
    if broken := [answer for answer in answers if answer.state is State.FAILURE]:
        sys.exit("\n".join(f"{answer.said} {answer.remedy}" for answer in broken))


def main() -> None:
    """Serve until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    read_dotenv()
    try:
        with database_running():
            prepare()
            let_go_of_the_database()
            load_dictionaries()
            port = int(os.environ.get("PORT") or 8000)
            serve(os.environ.get("HOST") or "127.0.0.1", port, int(os.environ.get("WORKERS") or WORKERS))
    except LocalPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
