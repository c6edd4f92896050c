"""Each role tries everything it should not reach: the table of addresses is walked, so that no view is forgotten."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Collection, CollectionViewRestriction

from pages.models import SiteDocument
from tests.pages.staff import ACCOUNTS, CHINESE, ENGLISH, sign_in
from tests.site.addresses import every_address

pytestmark = pytest.mark.django_db
FOR_ADMINISTRATORS = {
    "accounts and groups": r"/admin/(users|groups|invitations)/",
    "sites": r"/admin/sites/",
    "folders of files": r"/admin/collections/",
    "workflows and their tasks": r"/admin/workflows/(?!task_chooser/)",
    "counted attempts, second factors and sessions of others": r"/admin/snippets/(sign_in|account|mfa|usersessions)/",
}
"""Classes of addresses below which no role but the administrator finds anything."""

OPEN_BEFORE_SIGN_IN = re.compile(r"^/admin/(login/|logout/|password_reset/|sprite/|jsi18n/)")
"""What the admin shows to everybody: sign-in, its icons and the words of its scripts."""


def admin_addresses() -> list[str]:
    return [path for path in every_address(get_resolver()) if path.startswith("/admin/")]


def is_refused(response) -> bool:
    """Sent to sign-in, to the admin's first page or to an address that is none, forbidden, or not there."""
    if response.status_code == 302:
        return re.match(r"/admin/(login/|security/)|/admin/$|/(en|zh-hans)/admin/", response.url) is not None
    return response.status_code in {400, 403, 404, 405}


def nobody() -> Client:
    return Client()


def member_without_rights() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user("guest"))
    return client


@pytest.mark.long
@pytest.mark.parametrize("make", [nobody, member_without_rights])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_right_to_enter_the_admin_is_closed(
    site_content: None, make: Callable[[], Client], method: str
) -> None:
    client, tried = make(), 0
    for path in admin_addresses():
        if OPEN_BEFORE_SIGN_IN.match(path):
            continue
        response = getattr(client, method)(path)
        if path.startswith("/admin/security/") and make is member_without_rights:
            continue  # their own account
        assert is_refused(response), (path, response.status_code)
        tried += 1
    assert tried > 180


@pytest.mark.long
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("role", ACCOUNTS)
@pytest.mark.parametrize("kind", FOR_ADMINISTRATORS)
def test_no_role_reaches_what_is_for_administrators(site_content: None, role: str, language: str, kind: str) -> None:
    client = sign_in(role, language)
    before = everything()
    paths = [path for path in admin_addresses() if re.match(FOR_ADMINISTRATORS[kind], path)]
    for path in paths:
        for response in (client.get(path), client.post(path, {"name": "x", "username": "x", "is_superuser": "on"})):
            assert is_refused(response), (path, response.status_code)
    assert everything() == before
    assert paths or kind.startswith("counted")


def everything() -> list:
    """Who may do what."""
    users = get_user_model().objects.order_by("pk")
    return [*users.values_list("pk", "is_superuser", "is_active", "password"), *users.values_list("pk", "groups")]


@pytest.mark.parametrize("role", ACCOUNTS)
def test_nobody_makes_themselves_an_administrator(site_content: None, role: str) -> None:
    """By their own account page, with fields that its form does not have."""
    client = sign_in(role, ENGLISH)
    user = get_user_model().objects.get(username=f"{role}-en")
    forged = {"is_superuser": "on", "is_staff": "on", "groups": ["1", "2", "3"]}
    fields = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@example.org"}
    client.post(
        "/admin/account/", {**fields, **forged, **{f"name_email-{key}": value for key, value in forged.items()}}
    )
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff
    assert user.groups.count() == 1


@pytest.mark.parametrize(
    "restriction",
    [CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD, CollectionViewRestriction.GROUPS],
)
def test_a_closed_folders_documents_are_closed(client: Client, settings, tmp_path, restriction: str) -> None:
    """At their own address, at their file's address, in both languages."""
    settings.MEDIA_ROOT = tmp_path
    folder = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=folder, restriction_type=restriction, password="open sesame")
    paper = SiteDocument.objects.create(
        title="Secret", file=ContentFile(b"%PDF-1.7 closed", "secret.pdf"), collection=folder
    )
    for language in ("en", "zh-CN"):
        for path in (paper.url, f"/media/{paper.file.name}", f"/documents/{paper.pk}/other-name.pdf"):
            answer = client.get(path, headers={"accept-language": language}, follow=True)
            assert b"%PDF" not in answer.getvalue(), path


def test_no_interface_for_programs_is_open(client: Client) -> None:
    """The site has no public API; the admin's own answers staff alone."""
    for path in (
        "/api/",
        "/api/v2/pages/",
        "/api/v3/",
        "/graphql/",
        "/admin/api/main/pages/",
        "/django-admin/",
        "/__debug__/",
    ):
        assert client.get(path, follow=True).status_code in {200, 404}
        answer = client.get(path)
        assert "json" not in answer.get("Content-Type", ""), path
