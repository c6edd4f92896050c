"""nginx and Varnish as ``deploy/`` sets them up, Debian's packages, with the site behind them."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.missing_tools import missing_tool

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("nginx", "varnishd", "redis-server")
pytestmark = pytest.mark.long


@pytest.fixture
def servers() -> None:
    missing = [each for each in NEEDED if not shutil.which(each, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing:
        missing_tool(f"missing: {missing}")


@pytest.mark.usefixtures("servers")
def test_changes_are_seen_everywhere_and_failures_by_nobody() -> None:
    """Publishing on four processes and through Varnish; a killed worker, a rolling restart, no Redis, no database."""
    folder = Path(tempfile.mkdtemp(prefix="expo-deployment-", dir="/tmp"))
    folder.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "VAR_DIR": str(folder)
    }
    try:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "scripts.bench", "promises"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=900,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
