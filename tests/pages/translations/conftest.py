"""Strings and texts as the workbench has them."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import call_command

from pages.translations import live_strings
from pages.translations.catalogs import LOCALE_DIR
from pages.translations.loaded import reload_translations
from pages.translations.models import InterfaceString
from pages.translations.shipped_strings import copy_shipped_strings

CHINESE = "zh-hans"


@pytest.fixture
def strings(site_content: None) -> Callable[[str], InterfaceString]:
    """Gives the interface string of an English text."""
    copy_shipped_strings()  # nothing to do, unless a test before has emptied the database
    return lambda source: InterfaceString.objects.get(language=CHINESE, domain="django", source=source, context="")


@pytest.fixture
def workbench(site_content: None) -> None:
    """The list of what there is to translate, as it is after set-up; made again where a test has emptied the database."""
    if copy_shipped_strings():
        call_command("index_translations", stdout=StringIO())


@pytest.fixture
def administrator(site_content: None) -> User:
    return User.objects.create_superuser("administrator-of-translations")


@pytest.fixture
def own_folder(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """This machine's folder of changed strings, for one test."""
    before = settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [tmp_path, LOCALE_DIR]
    live_strings._spoken.clear()
    yield tmp_path
    settings.LOCALE_PATHS = before
    live_strings._spoken.clear()
    reload_translations()
