"""Folders for tests that start a PostgreSQL of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from expo_site.local_postgres.folders import Home
from tests.site.bundled_server import run


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A ``var/`` that the server's own user can reach, which pytest's ``tmp_path`` is not."""
    folder = Path(tempfile.mkdtemp(prefix="expo-var-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    if (folder / "postgres").is_dir():
        run("stop", "--now", var_dir=folder)
        shutil.rmtree(Home(folder).socket_folder(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def used_var_dir() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


@pytest.fixture
def var_dir(used_var_dir: Path) -> Path:
    """A ``var/`` whose server is down; making a new one each time would write 50 MB a test."""
    assert run("stop", "--now", var_dir=used_var_dir).returncode == 0
    return used_var_dir


@pytest.fixture
def fresh_var_dir() -> Iterator[Path]:
    """One that nobody has used."""
    with reachable_folder() as folder:
        yield folder
