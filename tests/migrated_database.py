"""An empty database with all tables, made once for a set of migrations and then copied: migrating takes half a minute."""

import fcntl
import hashlib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

PREFIX = "expo_migrated_"


def use_migrated_template() -> None:
    """Let the test database begin as a copy of the migrated one; make that first where there is none."""
    name = PREFIX + _fingerprint_of_migrations()
    with (Path(settings.VAR_DIR) / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # parallel workers wait for the first
        if name not in _databases():
            _make(name)
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def _fingerprint_of_migrations() -> str:
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label}/{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _make(name: str) -> None:
    """Under another name until it is whole: a run that is killed must not leave a half-made one to be copied."""
    creation: Any = connection.creation
    own_name, test_name = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
    for old in _databases():
        if old.startswith(PREFIX):
            _execute(f'DROP DATABASE "{old}" WITH (FORCE)')
    connection.settings_dict["TEST"]["NAME"] = f"{PREFIX}unfinished"
    try:
        creation.create_test_db(verbosity=0, autoclobber=True)
    finally:
        connection.close()
        connection.close_pool()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own_name
        connection.settings_dict["TEST"]["NAME"] = test_name
    _execute(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{name}"')


def _databases() -> set[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {row[0] for row in cursor.fetchall()}


def _execute(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
