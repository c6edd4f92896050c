"""What every answer says to the browser about itself."""

import pytest
from django.conf import settings
from django.test import Client

from pages.models import BasePage

pytestmark = pytest.mark.django_db
PUBLIC_POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "object-src 'none'",
}


def policy(response) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";") if part.strip()}


@pytest.mark.parametrize(
    "path", ["/en/", "/zh-hans/about/overview/", "/en/nothing/", "/robots.txt", "/sitemap.xml", "/"]
)
def test_public_addresses_carry_the_public_policy(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert policy(response) == PUBLIC_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_may_load_nothing_from_elsewhere_either(client: Client) -> None:
    found = policy(client.get(f"/{settings.ADMIN_PATH}/sprite/"))
    assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'"} <= found
    assert not any(word.startswith(("http", "*")) for part in found for word in part.split())


@pytest.mark.parametrize("mode", ["en", "zh-hans"])
def test_an_editors_preview_is_shown_under_the_public_policy(
    admin_client: Client, site_content: None, mode: str
) -> None:
    page = BasePage.objects.get(slug="overview")
    response = admin_client.get(f"/{settings.ADMIN_PATH}/pages/{page.pk}/view_draft/?mode={mode}")
    assert response.status_code == 200
    assert policy(response) == PUBLIC_POLICY


def test_a_visitor_gets_no_cookie(visitor: Client) -> None:
    for path in ("/en/", "/zh-hans/sessions/", "/en/nothing/", "/health/live", "/"):
        assert not visitor.get(path).cookies, path
