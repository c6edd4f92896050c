"""What all tests share: PostgreSQL, compiled catalogs, the shipped content, and a clean language after each test."""

import os
import shutil
from collections.abc import Iterator
from copy import copy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.template import RequestContext
from django.test import Client, override_settings
from django.test import client as test_client
from django.test.utils import ContextList
from django.utils import translation

from tests.migrated_database import use_migrated_template


def pytest_configure(config: pytest.Config) -> None:
    """Keep the bundled server up for the run, unless a database is named; compile the catalogs once."""
    from pages.translations.catalogs import LOCALE_DIR, compile_catalogs

    test_client.store_rendered_templates = _keep_context_of_view
    if not os.environ.get("DATABASE_URL"):
        from expo_site import local_postgres

        local_postgres.hold(settings.VAR_DIR)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is not
    # Static files as they are in the sources: what collecting makes of them has tests of its own.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Scrypt is slow on purpose; what it protects has tests of its own.
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain}, VISITS_SECONDS=0, PASSWORD_HASHERS=hashers
    ).enable()
    # What somebody changed in the admin of this machine's demo is not under test, and tests change nothing of it.
    own = Path(settings.VAR_DIR) / "locale-of-tests" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    shutil.rmtree(own, ignore_errors=True)
    override_settings(LOCALE_PATHS=[own, LOCALE_DIR]).enable()
    if not hasattr(config, "workerinput"):  # not in each parallel worker
        compile_catalogs()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the first file, those that need no database: they pass while another worker makes it."""
    first = items[0].path if items else None
    with_database = {item.path for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames}
    items.sort(key=lambda item: item.path != first and (1 + (item.path in with_database)))


def _keep_context_of_view(store: dict[str, Any], template: Any, context: Any, **kwargs: Any) -> None:
    """For ``response.context``. Django copies the context of every widget and include too: a fifth of an admin page's time."""
    if "context" not in store and isinstance(context, RequestContext):
        store["context"] = ContextList([copy(context)])


@pytest.fixture(autouse=True)
def language_is_reset() -> Iterator[None]:
    """The test client leaves the last request's language active."""
    yield
    translation.activate(settings.LANGUAGE_CODE)
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: pytest_django.DjangoDbBlocker, django_db_use_migrations: bool
) -> None:
    """The test database begins as a copy of a migrated one."""
    if django_db_use_migrations:
        with django_db_blocker.unblock():
            use_migrated_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database is as set-up leaves it, made once a worker; each test's changes are rolled back."""
    from sessions_archive.content.load import load_all

    with django_db_blocker.unblock():
        load_all()
        call_command("index_translations", stdout=StringIO())


@pytest.fixture
def site_content(db: None) -> None:
    """The content the site ships with, as visitors find it."""


@pytest.fixture
def visitor(client: Client, site_content: None) -> Client:
    """Somebody without a session or cookie, on the shipped content."""
    return client


@pytest.fixture(scope="session", autouse=True)
def nobody_listens() -> Iterator[None]:
    """A listener holds a connection, and a database that somebody is connected to cannot be dropped."""
    yield
    from pages.announcements import listener

    listener.stop()
