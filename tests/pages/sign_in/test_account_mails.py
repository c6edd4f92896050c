"""Mails about accounts are in the reader's language, lead to this site, and open once."""

import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.users.models import UserProfile

from pages.sign_in import mail as account_mail
from tests.pages.sign_in.people import CODE, code_of, is_in, member, post_password, with_app

pytestmark = pytest.mark.django_db
NEW = "another long password"


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    """Mails are handed over in a thread; here it is waited for."""
    beside = account_mail.send_beside

    def wait(message) -> SimpleNamespace:
        beside(message).join(10)
        return SimpleNamespace(join=lambda seconds: None)

    monkeypatch.setattr(account_mail, "send_beside", wait)


def reader(language: str):
    user = member()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def link_in(text: str) -> str:
    return re.search(r"http://localhost:8000(/admin/password_reset/key/\S+)", text)[1]


def choose_password(client: Client, link: str) -> None:
    form = client.get(link).url
    client.post(form, {"password1": NEW, "password2": NEW})


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [("en", "A new password for your account", "Good day,"), ("zh-hans", "重设您账户的密码", "您好")],
)
def test_a_mail_is_in_its_readers_language(client: Client, language: str, subject: str, words: str) -> None:
    """Whatever language the browser that asked for it speaks."""
    reader(language)
    other = "zh-CN" if language == "en" else "en"
    client.post("/admin/password_reset/", {"email": "WANG@example.org"}, headers={"accept-language": other})
    assert mail.outbox[0].subject == subject
    assert words in mail.outbox[0].body


def test_a_link_opens_once_and_not_past_the_second_factor(client: Client, settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    secret = with_app(reader("en"))
    client.post("/admin/password_reset/", {"email": "wang@example.org"}, headers={"host": "127.0.0.1"})
    link = link_in(mail.outbox[0].body)
    choose_password(client, link)
    assert not is_in(client)
    assert "has been used" in client.get(link).content.decode()
    assert post_password(client, "wang", NEW).url == CODE
    client.post(CODE, {"code": code_of(secret)})
    assert is_in(client)


def test_a_changed_password_is_told_and_ends_the_other_sessions(client: Client) -> None:
    reader("zh-hans")
    other = Client()
    post_password(other)
    post_password(client)
    old = "a long enough password"
    client.post("/admin/security/password/", {"oldpassword": old, "password1": NEW, "password2": NEW})
    assert is_in(client)
    assert not is_in(other)
    assert "账户" in mail.outbox[0].body


def test_a_person_ends_one_session_or_all_others(client: Client) -> None:
    member()
    post_password(client)
    others = [Client() for _number in range(3)]
    for other in others:
        post_password(other)
    page = client.get("/admin/security/sessions/")
    assert page.context["session_count"] == 4
    chosen = next(each for each in page.context["sessions"] if each.session_key == others[0].session.session_key)
    client.post("/admin/security/sessions/", {"session": chosen.pk})
    assert [is_in(each) for each in others] == [False, True, True]
    client.post("/admin/security/sessions/")
    assert [is_in(each) for each in (client, *others)] == [True, False, False, False]


def test_nobody_ends_or_sees_somebody_elses_session(client: Client) -> None:
    member("li")
    member("wang")
    hers, his = Client(), client
    post_password(hers, "li")
    post_password(his, "wang")
    session = hers.get("/admin/security/sessions/").context["sessions"][0]
    his.post("/admin/security/sessions/", {"session": session.pk})
    assert is_in(hers)
    assert len(his.get("/admin/security/sessions/").context["sessions"]) == 1


def test_breaking_the_glass_lets_somebody_in_again(client: Client, settings, capsys) -> None:
    settings.STAFF_SECOND_FACTOR = True
    user = reader("zh-hans")
    secret = with_app(user)
    post_password(client)
    client.post(CODE, {"code": code_of(secret)})
    assert is_in(client)
    call_command("break_glass", "wang")
    said = capsys.readouterr().out
    assert "Second factors removed: 1. Sessions ended: 1." in said
    assert not is_in(client)
    assert mail.outbox[0].subject == "您的第二重验证已在服务器上移除"
    browser = Client()
    choose_password(browser, link_in(said))
    post_password(browser, "wang", NEW)
    assert browser.get("/admin/security/").context["must_set_up"]


def test_breaking_the_glass_makes_an_administrator_only_when_told(client: Client, capsys) -> None:
    with pytest.raises(CommandError, match="--create"):
        call_command("break_glass", "newcomer")
    call_command("break_glass", "newcomer", create=True)
    choose_password(client, link_in(capsys.readouterr().out))
    post_password(client, "newcomer", NEW)
    assert client.get("/admin/users/").status_code == 200


def test_breaking_the_glass_does_not_switch_an_account_on(capsys) -> None:
    member(is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        call_command("break_glass", "wang")


def test_secrets_of_second_factors_are_not_readable_in_the_database(settings) -> None:
    user = member()
    secret = with_app(user)
    stored = user.authenticator_set.get(type="totp")
    assert secret not in str(stored.data)
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another key" * 6
    settings.SECRET_KEY_FALLBACKS = [former]
    assert stored.wrap().validate_code(code_of(secret))


@pytest.mark.parametrize("lookalike", ["wang@example.orgı", "wang@exampıe.org", "WANG@EXAMPLE.ORG"])
def test_a_link_goes_to_the_address_on_record_alone(client: Client, lookalike: str) -> None:
    """PostgreSQL takes “ı” for “i” and “ſ” for “s”: another mailbox, perhaps on a domain that somebody else has bought."""
    user = member()
    user.email = lookalike.lower().replace("ı", "i") if "ı" in lookalike else "wang@example.org"
    user.save()
    client.post("/admin/password_reset/", {"email": lookalike})
    expected = [] if "ı" in lookalike else [["wang@example.org"]]
    assert [message.to for message in mail.outbox] == expected
