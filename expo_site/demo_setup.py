"""Everything between a running database and a site that can be served; no step repeats what is done."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{text} …", end=" ", flush=True)
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def migrate_if_needed() -> bool:
    """Bring the tables up to date; whether there was anything to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with step("Preparing the tables"):
        call_command("migrate", interactive=False, verbosity=0)
    return True


def prepare() -> bool:
    """Tables, catalogs, content, accounts, static files; one process at a time. Whether there was much to do."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from expo_site.advisory_locks import LockKey, locked
    from expo_site.backups.restore import settle_interrupted_restore
    from expo_site.collected_static import collect_if_changed
    from expo_site.demo_accounts import make_accounts_once
    from pages.translations.catalogs import compile_catalogs
    from pages.translations.models import WorkItem
    from pages.translations.models.work import Kind
    from pages.translations.shipped_strings import copy_shipped_strings

    with locked(LockKey.SETUP):
        settle_interrupted_restore(print)
        migrated = migrate_if_needed()
        compile_catalogs()
        call_command("load_content")
        if copy_shipped_strings() and not WorkItem.objects.filter(kind=Kind.PAGE).exists():
            call_command("index_translations", stdout=StringIO())
        make_accounts_once(Path(settings.VAR_DIR))
        collected = collect_if_changed(around=lambda: step("Collecting static files"))
    return migrated or collected


def prepare_or_exit() -> bool:
    """As ``prepare``, or end the process and say in one sentence why."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import OperationalError as DjangoOperationalError
    from psycopg import OperationalError

    from expo_site.backups.errors import BackupError

    try:
        return prepare()
    except (CommandError, BackupError) as error:
        sys.exit(str(error))
    except ImproperlyConfigured as error:
        sys.exit(f"The settings do not fit: {error}")
    except (OperationalError, DjangoOperationalError) as error:
        sys.exit(f"The database cannot be used: {' '.join(str(error).split())}")
    except OSError as error:
        sys.exit(f"A file cannot be read or written ({error}): check the rights and the room on the disk.")
