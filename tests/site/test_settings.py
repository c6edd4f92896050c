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


SHOW = "import expo_site.settings as s; print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE)"


def load(code: str = SHOW, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {*GOOD, "DEBUG", "ALLOWED_HOSTS"}}
    environment["DJANGO_SETTINGS_MODULE"] = "expo_site.settings"
    return subprocess.run(
        [sys.executable, "-c", code],
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
        ({"SECRET_KEY": "k3y-" * 20}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "django-insecure-0123456789abcdef0123456789abcdef0123456789"}, "SECRET_KEY must be set"),
        ({"ADMIN_PATH": "en"}, "a path that the public site does not use"),
        ({"ADMIN_PATH": "/"}, "a path that the public site does not use"),
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


def test_production_asks_staff_for_a_second_factor_and_cookies_are_this_hosts_alone() -> None:
    code = (
        "import expo_site.settings as s;"
        "print(s.STAFF_SECOND_FACTOR, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.TRUSTED_PROXIES)"
    )
    result = load(code, TRUSTED_PROXIES="10.0.0.7,unix")
    names = "__Host-sessionid __Host-csrftoken __Host-language"
    assert result.stdout.strip() == f"True {names} ['10.0.0.7', 'unix']", result.stderr


@pytest.mark.long
def test_a_machine_can_serve_visitors_without_any_admin() -> None:
    """Public pages answer; nothing answers below the admin's path, and no page names it."""
    code = """
import django; django.setup()
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
assert resolve("/en/about/").func
for path in ("/admin/", "/admin/login/", "/admin/api/main/pages/"):
    try:
        print("answers", path, resolve(path))
    except Resolver404:
        pass
try:
    print("named", reverse("wagtailadmin_home"))
except NoReverseMatch:
    print("no door")
"""
    result = load(code, ADMIN_ENABLED="false")
    assert result.stdout.strip() == "no door", result.stderr
