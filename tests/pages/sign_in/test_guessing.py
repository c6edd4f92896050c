"""Guessing is slow for whoever guesses, and for nobody else."""

import statistics
import time

import pytest
from django.core import mail
from django.test import Client

from pages.sign_in import throttle
from pages.sign_in.models import Attempt
from tests.pages.sign_in.people import CODE, LOGIN, code_of, is_in, member, post_password, with_app

pytestmark = pytest.mark.django_db
TOO_MANY = "There were too many attempts."
NO_MATCH = "User name and password do not match."
OFFICE = {"REMOTE_ADDR": "203.0.113.5"}
HOME = {"REMOTE_ADDR": "198.51.100.7"}


def guess(client: Client, name: str, times: int, **where: str) -> str:
    """What the last of several wrong passwords is answered."""
    for number in range(times):
        answer = post_password(client, name, f"wrong {number}", **where)
    return answer.content.decode()


@pytest.fixture(autouse=True)
def quick_hashes(settings) -> None:
    """Scrypt is slow on purpose, and not what is tried here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("name", ["wang", "nobody"])
def test_known_and_unknown_names_are_answered_alike(client: Client, name: str) -> None:
    member()
    assert NO_MATCH in guess(client, name, 1)
    assert NO_MATCH in guess(client, name, throttle.ACCOUNT_AND_ADDRESS.times - 1)
    assert TOO_MANY in guess(client, name, 1)


def test_the_right_password_does_not_open_either_once_there_were_too_many(client: Client) -> None:
    member()
    guess(client, "wang", throttle.ACCOUNT_AND_ADDRESS.times)
    assert TOO_MANY in post_password(client).content.decode()


def test_an_attack_on_one_account_does_not_keep_its_owner_out(client: Client) -> None:
    """From the same office and from elsewhere: the owner's browser has been in before."""
    member()
    own = Client()
    post_password(own, **OFFICE)
    own.post("/admin/logout/", **OFFICE)
    guess(client, "wang", throttle.ACCOUNT_AND_ADDRESS.times + 1, **OFFICE)
    for number in range(throttle.ACCOUNT.times + 1):
        post_password(client, "wang", f"wrong {number}", REMOTE_ADDR=f"192.0.2.{number}")
    assert TOO_MANY in post_password(client, **HOME).content.decode()
    assert post_password(own, **OFFICE).status_code == 302


def test_one_persons_mistakes_do_not_lock_the_office_out(client: Client) -> None:
    member("wang")
    member("li")
    assert TOO_MANY in guess(client, "wang", throttle.ACCOUNT_AND_ADDRESS.times + 3, **OFFICE)
    assert post_password(Client(), "li", **OFFICE).status_code == 302


def test_many_names_tried_from_one_address_come_to_an_end(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(throttle, "ADDRESS", throttle.Limit("fewer, for this test", 12, 60))
    for number in range(13):
        last = post_password(client, f"name{number}", "spring2026", **OFFICE)
    assert TOO_MANY in last.content.decode()


def test_signing_in_often_is_no_guessing(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(throttle, "ACCOUNT", throttle.Limit("fewer, for this test", 6, 60))
    member()
    for _number in range(throttle.ACCOUNT.times + 1):
        assert post_password(Client()).status_code == 302
    assert not Attempt.objects.exists()


def test_a_cookie_of_somebody_elses_browser_is_worth_nothing(client: Client, settings) -> None:
    """Made up, changed, or of another account."""
    member("wang")
    member("li")
    post_password(client, "li")
    good = client.cookies["known"].value
    for forged in ("x", good[:-2] + "xx", good):
        browser = Client()
        browser.cookies["known"] = forged
        guess(browser, "wang", throttle.ACCOUNT_AND_ADDRESS.times)
        assert TOO_MANY in guess(browser, "wang", 1)


def test_codes_are_limited_for_all_browsers_together(client: Client) -> None:
    secret = with_app(member())
    for _browser in range(2):
        browser = Client()
        post_password(browser)
        for _number in range(throttle.SECOND_FACTOR.times // 2):
            browser.post(CODE, {"code": "000000"})
    post_password(client)
    answer = client.post(CODE, {"code": code_of(secret)})
    assert TOO_MANY in answer.content.decode()
    assert not is_in(client)


def test_a_limit_ends_while_somebody_goes_on_trying(client: Client) -> None:
    """Refused attempts do not count."""
    guess(client, "wang", throttle.ACCOUNT_AND_ADDRESS.times * 3)
    key = throttle.bucket(throttle.ACCOUNT_AND_ADDRESS, "wang", "127.0.0.1")
    assert Attempt.objects.filter(bucket=key).count() == throttle.ACCOUNT_AND_ADDRESS.times


def test_old_attempts_are_forgotten_and_name_nobody(client: Client) -> None:
    guess(client, "wang", 1)
    assert not any("wang" in each.bucket or "127" in str(each) for each in Attempt.objects.all())
    assert {len(each.bucket) for each in Attempt.objects.all()} == {64}
    Attempt.objects.update(at="2026-01-01T00:00Z")
    throttle.tidy()
    assert not Attempt.objects.exists()


@pytest.mark.long
def test_known_and_unknown_names_take_the_same_time(client: Client, settings) -> None:
    """Medians, in turns, with the real hasher: a name that costs no hash would be 20 times as fast."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    member()
    took: dict[str, list[float]] = {"wang": [], "nobody": []}
    for number in range(9):
        for name in took:
            begun = time.process_time()
            post_password(client, name, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
            took[name].append(time.process_time() - begun)
    known, unknown = (statistics.median(each) for each in took.values())
    assert 0.6 < known / unknown < 1.7


@pytest.mark.parametrize("address", ["wang@example.org", "nobody@example.org"])
def test_asking_for_a_password_is_answered_alike(client: Client, address: str) -> None:
    member()
    begun = time.monotonic()
    answer = client.post("/admin/password_reset/", {"email": address})
    assert time.monotonic() - begun >= 0.5
    assert answer.url == "/admin/password_reset/sent/"


def test_nobodys_mailbox_is_flooded(client: Client) -> None:
    member()
    for _number in range(throttle.RESET_OF_ADDRESS.times + 2):
        answer = client.post("/admin/password_reset/", {"email": "wang@example.org"})
        assert answer.url == "/admin/password_reset/sent/"
    assert len(mail.outbox) == throttle.RESET_OF_ADDRESS.times


def test_the_form_says_nothing_about_who_is_known(client: Client) -> None:
    member()
    pages = [post_password(client, name, "wrong").content.decode() for name in ("wang", "nang")]
    clean = [page.replace("wang", "nang") for page in pages]
    assert strip_tokens(clean[0]) == strip_tokens(clean[1])


def strip_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_login_page_exists(client: Client) -> None:
    assert client.get(LOGIN).status_code == 200
