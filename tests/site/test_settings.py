"""Starting with bad settings is refused in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "PUBLIC_URL": "https://www.example.org",
    "DATABASE_URL": "postgres://user:password@db.example.org/expo",
}


def load(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {*GOOD, "DEBUG", "ALLOWED_HOSTS"}}
    return subprocess.run(
        [sys.executable, "-c", "import expo_site.settings as s; print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE)"],
        cwd=ROOT,
        env={**environment, **GOOD, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_good_production_settings_load() -> None:
    result = load()
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "['www.example.org'] True"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({"DEBUG": "true"}, "DEBUG must be off"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"PUBLIC_URL": "www.example.org"}, "it must look like https://www.example.org"),
        ({"PUBLIC_URL": "https://www.example.org/site"}, "it must look like https://www.example.org"),
        ({"ENVIRONMENT": "prod"}, "it must be local or production"),
        ({"DATABASE_URL": "sqlite:///expo.db"}, "must name a PostgreSQL database"),
    ],
)
def test_bad_settings_are_refused_in_one_sentence(changes: dict[str, str], sentence: str) -> None:
    result = load(**changes)
    assert result.returncode != 0
    assert sentence in result.stderr.strip().splitlines()[-1]
