"""What every answer says to the browser about itself, at every address there is."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from pages.models import BasePage
from tests.site.addresses import every_address

pytestmark = pytest.mark.django_db
PUBLIC_POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "object-src 'none'",
}
UPLOAD_POLICY = {"default-src 'none'", "frame-ancestors 'none'", "sandbox"}
ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def policy(response) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";") if part.strip()}


def expected_policy(path: str) -> str:
    if path.startswith(("/media/", "/documents/")):
        return "upload"
    return "admin" if path.startswith("/admin/") else "public"


@pytest.mark.parametrize("who", ["visitor", pytest.param("administrator", marks=pytest.mark.long)])
def test_every_address_carries_every_header(client: Client, admin_client: Client, site_content: None, who: str) -> None:
    """From the table of addresses, so none is forgotten; redirects too, and what is not found. None of them fails."""
    browser = client if who == "visitor" else admin_client
    found = every_address(get_resolver())
    assert len(found) > 200
    for path in found:
        response = browser.get(path, headers={"accept-language": "en"})
        assert response.status_code != 500, path
        for header, value in ON_EVERY_ANSWER.items():
            assert response[header] == value, (path, header)
        assert "camera=()" in response["Permissions-Policy"], path
        shared = "cross-origin" if path.startswith("/data/") else "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == shared, path
        assert policy_of(path, response), (path, policy(response))
        if who == "visitor" and expected_policy(path) == "public" and not path.startswith("/language/"):
            assert not response.cookies, path


def policy_of(path: str, response) -> bool:
    """Sign-in and previews below the admin's path answer under the public policy, which is stricter."""
    found = policy(response)
    if expected_policy(path) == "upload":
        return found == UPLOAD_POLICY
    if found == PUBLIC_POLICY:
        return True
    return expected_policy(path) == "admin" and is_tight(found)


def is_tight(found: set[str]) -> bool:
    words = [word for part in found for word in part.split()[1:]]
    return (
        {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"} <= found
        and not any(word.startswith(("http", "*")) for word in words)
        and not {"'unsafe-eval'", "'unsafe-hashes'", "'strict-dynamic'"} & set(words)
    )


def test_the_admin_allows_what_wagtail_cannot_do_without_and_no_more(client: Client) -> None:
    """Its date fields, choosers and inline panels carry their first lines of script in the page."""
    assert policy(client.get(f"/{settings.ADMIN_PATH}/sprite/")) - PUBLIC_POLICY == {
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
    }


@pytest.mark.parametrize(
    "path", ["/en/", "/zh-hans/about/overview/", "/en/nothing/", "/robots.txt", "/sitemap.xml", "/"]
)
def test_public_addresses_carry_the_public_policy(visitor: Client, path: str) -> None:
    assert policy(visitor.get(path)) == PUBLIC_POLICY


@pytest.mark.parametrize("mode", ["en", "zh-hans"])
def test_an_editors_preview_is_shown_under_the_public_policy(
    admin_client: Client, site_content: None, mode: str
) -> None:
    page = BasePage.objects.get(slug="overview")
    response = admin_client.get(f"/{settings.ADMIN_PATH}/pages/{page.pk}/view_draft/?mode={mode}")
    assert response.status_code == 200
    assert policy(response) == PUBLIC_POLICY


def test_transport_security_is_asked_for_where_there_is_any(visitor: Client, settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    secure = Client(headers={"x-forwarded-proto": "https"})
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert re.match(r"max-age=31536000; includeSubDomains", secure.get("/en/")["Strict-Transport-Security"])
    settings.TRUSTED_PROXIES = []
    assert "Strict-Transport-Security" not in Client(headers={"x-forwarded-proto": "https"}).get("/en/")


def test_a_visitor_gets_no_cookie(visitor: Client) -> None:
    for path in ("/en/", "/zh-hans/sessions/", "/en/nothing/", "/health/live", "/", "/en/search/?q=expo"):
        assert not visitor.get(path).cookies, path


def test_only_the_choice_of_a_language_is_remembered(visitor: Client) -> None:
    visitor.get("/language/zh-hans/?next=/zh-hans/")
    visitor.get("/zh-hans/")
    visitor.get("/zh-hans/search/?q=科博会")
    assert set(visitor.cookies) == {settings.LANGUAGE_COOKIE_NAME}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:8000@evil.example", "[::1]x"])
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    response = client.get("/en/", headers={"host": host})
    assert response.status_code == 400
    assert host not in response.content.decode()
