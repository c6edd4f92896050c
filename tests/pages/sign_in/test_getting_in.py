"""Staff get in by password and second factor, and nobody else does."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver

from pages.groups import EDITORS
from tests.pages.sign_in.people import (
    CODE,
    LOGIN,
    PASSWORD,
    code_of,
    is_in,
    member,
    post_password,
    with_app,
    with_recovery_codes,
)
from tests.site.addresses import every_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings) -> None:
    """As in production."""
    settings.STAFF_SECOND_FACTOR = True


def test_an_editor_signs_in_with_a_password_where_no_second_factor_is_asked_for(client: Client) -> None:
    member()
    assert post_password(client).url == "/admin/"
    assert is_in(client)


def test_an_editor_signs_in_with_an_app(client: Client, required: None) -> None:
    secret = with_app(member())
    assert post_password(client).url == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code_of(secret)}).url == "/admin/"
    assert is_in(client)


def test_a_code_opens_once(client: Client, required: None) -> None:
    secret = with_app(member())
    code = code_of(secret)
    post_password(client)
    client.post(CODE, {"code": code})
    another = Client()
    post_password(another)
    assert another.post(CODE, {"code": code}).status_code == 200
    assert not is_in(another)


def test_a_code_opens_once_in_whatever_process_and_for_as_long_as_it_fits(client: Client, required: None) -> None:
    """allauth remembers a code for 30 seconds, in the memory of one process; it fits for 90."""
    secret = with_app(member())
    code = code_of(secret)
    post_password(client)
    client.post(CODE, {"code": code})
    assert is_in(client)
    caches["default"].clear()
    thief = Client()
    post_password(thief)
    thief.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert not is_in(thief)


def test_another_secret_key_makes_codes_wrong_and_breaks_nothing(client: Client, required: None, settings) -> None:
    user = member()
    secret, codes = with_app(user), with_recovery_codes(user)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key, of a machine that was set up anew " * 2
    post_password(client)
    for code in (code_of(secret), codes[0]):
        answer = client.post(CODE, {"code": code})
        assert (answer.status_code, is_in(client)) == (200, False)
    with pytest.raises(CommandError, match="wang"):
        call_command("close_secrets_anew")
    settings.SECRET_KEY_FALLBACKS = [former]
    call_command("close_secrets_anew")
    settings.SECRET_KEY_FALLBACKS = []
    post_password(client)
    client.post(CODE, {"code": code_of(secret, 1)})
    assert is_in(client)


def test_a_recovery_code_opens_once_and_not_twice(client: Client, required: None) -> None:
    user = member()
    with_app(user)
    code, *_others = with_recovery_codes(user)
    post_password(client)
    client.post(CODE, {"code": code})
    assert is_in(client)
    another = Client()
    post_password(another)
    another.post(CODE, {"code": code})
    assert not is_in(another)


@pytest.mark.parametrize("path", [LOGIN, "/admin/login/?next=/admin/pages/"])
def test_the_right_password_alone_is_no_session(client: Client, required: None, path: str) -> None:
    """Wagtail's own address is ours: whatever is posted there, under whatever name its form had."""
    with_app(member())
    client.post(path, {"username": "wang", "login": "wang", "password": "a long enough password"})
    assert "_auth_user_id" not in client.session
    assert not is_in(client)


@pytest.mark.long
def test_the_right_password_posted_to_any_address_is_no_session(client: Client, site_content: None) -> None:
    """From the table of addresses: whatever Wagtail or Django may bring along, there is one door, and it asks for the code."""
    with_app(member())
    posted = {"username": "wang", "login": "wang", "password": PASSWORD, "password1": PASSWORD, "next": "/admin/"}
    found = every_address(get_resolver())
    assert {"/en/_util/login/", "/admin/login/"} <= set(found)
    for path in found:
        client.post(path, posted)
        assert "_auth_user_id" not in client.session, path


@pytest.mark.parametrize(
    "path", ["/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/abc-def/", "/admin/password_reset/x/"]
)
def test_wagtails_way_to_a_new_password_is_gone(client: Client, path: str) -> None:
    assert client.get(path).url == "/admin/password_reset/"
    assert client.post(path, {"new_password1": "x", "new_password2": "x"}).url == "/admin/password_reset/"


def test_somebody_without_a_second_factor_can_set_one_up_and_nothing_else(client: Client, required: None) -> None:
    member()
    assert post_password(client, "wang").url == "/admin/"
    assert client.get("/admin/").url.startswith(LOGIN)
    assert client.get(LOGIN).url == "/admin/security/"
    assert "asks staff for a second factor" in client.get("/admin/security/").content.decode()
    for path in ("/admin/pages/", "/admin/account/", "/admin/images/", "/admin/users/", "/admin/reports/site-history/"):
        assert client.get(path).status_code == 302, path
        assert client.post(path).status_code == 302, path
    page = client.get("/admin/security/app/")
    secret = page.context["form"].secret
    done = client.post("/admin/security/app/", {"code": code_of(secret)})
    assert done.url == "/admin/security/codes/"
    assert is_in(client)


def test_a_session_from_before_the_second_factor_neither_gets_in_nor_removes_it(client: Client, settings) -> None:
    user = member()
    post_password(client)
    assert is_in(client)
    settings.STAFF_SECOND_FACTOR = True
    with_app(user)
    assert not is_in(client)
    assert client.get("/admin/security/").status_code == 302
    client.post("/admin/security/app/remove/")
    assert user.authenticator_set.filter(type="totp").exists()
    assert client.get(LOGIN).status_code == 200  # and may sign in anew
    assert "_auth_user_id" not in client.session


def test_a_session_that_another_way_began_is_nobodys(client: Client, required: None) -> None:
    """``force_login`` stands for anything that may ever call Django's ``login()`` past this site's door."""
    client.force_login(member())
    assert not is_in(client)
    assert client.get("/admin/api/main/pages/").status_code in {302, 403, 404}


def test_the_last_second_factor_stays_where_one_is_required(client: Client, required: None) -> None:
    user = member()
    secret = with_app(user)
    post_password(client)
    client.post(CODE, {"code": code_of(secret)})
    page = client.post("/admin/security/app/remove/")
    assert "only second factor" in page.content.decode()
    assert user.authenticator_set.filter(type="totp").exists()


@pytest.mark.parametrize(
    ("fields", "group"),
    [({}, None), ({"is_active": False}, EDITORS)],
    ids=["without a right to the admin", "switched off"],
)
def test_who_may_not_enter_does_not(client: Client, fields: dict, group: str | None) -> None:
    member(group=group, **fields)
    post_password(client)
    assert "_auth_user_id" not in client.session


def test_who_loses_the_right_to_enter_is_signed_out_and_not_sent_to_and_fro(client: Client) -> None:
    user = member()
    post_password(client)
    user.groups.clear()
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) == 1
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, target: str) -> None:
    member()
    answer = client.post(
        f"{LOGIN}?next={target}", {"username": "wang", "password": "a long enough password", "next": target}
    )
    assert answer.status_code == 302
    assert answer.url == "/admin/"


def test_signing_out_ends_the_session(client: Client) -> None:
    member()
    post_password(client)
    assert client.get("/admin/logout/").status_code == 200  # a page that asks: a picture's address cannot sign out
    assert is_in(client)
    assert client.post("/admin/logout/").url == LOGIN
    assert not is_in(client)


def test_the_cookie_of_the_session_is_not_for_scripts(client: Client) -> None:
    member()
    cookie = post_password(client).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
