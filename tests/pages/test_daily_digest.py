"""Who wants it gets one mail in the morning that says what waits for them; who does not, or has nothing to do, none."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from pages.people.digest import KEPT_FOR, mail_digests
from pages.people.models import DigestChoice, DigestMail
from tests.pages.staff import CHINESE, ENGLISH, sign_in
from tests.pages.test_dashboard import draft_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


def morning(hour: int = 8, days: int = 0) -> datetime:
    """An hour of today in Beijing, or of a day to come."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=hour, minute=0) + timedelta(days=days)


def reader(language: str = CHINESE, *, wants: bool = True) -> Any:
    sign_in("editor", language)
    user = get_user_model().objects.get(username=f"editor-{language}")
    DigestChoice.objects.create(user=user, is_wanted=wants)
    return user


@pytest.mark.parametrize(
    ("language", "subject", "words", "title"),
    [
        (ENGLISH, "To do on the website", "Your drafts", "Tickets 1"),
        (CHINESE, "科博会网站待办事项", "您的草稿", "门票1"),
    ],
)
def test_it_says_in_the_readers_language_what_waits(language: str, subject: str, words: str, title: str) -> None:
    user = reader(language)
    page = draft_of(user)
    mail_digests(morning())
    [sent] = mail.outbox
    assert sent.to == [user.email]
    assert subject in sent.subject
    assert words in sent.body
    assert title in sent.body
    assert f"http://localhost:8000/admin/pages/{page.pk}/edit/" in sent.body
    assert "http://localhost:8000/admin/account/" in sent.body


def test_never_twice_a_day_and_again_the_next() -> None:
    draft_of(reader())
    for hour in (8, 9, 17):
        mail_digests(morning(hour))
    assert len(mail.outbox) == 1
    mail_digests(morning(days=1))
    assert DigestMail.objects.count() == 2


def test_with_nothing_to_say_there_is_no_mail_that_day() -> None:
    user = reader()
    mail_digests(morning())
    draft_of(user)
    mail_digests(morning(15))
    assert mail.outbox == []


def test_not_before_the_morning() -> None:
    draft_of(reader())
    mail_digests(morning(7))
    assert mail.outbox == []


def without_wanting(user: Any) -> None:
    DigestChoice.objects.update(is_wanted=False)


def switched_off(user: Any) -> None:
    user.is_active = False
    user.save()


def without_the_admin(user: Any) -> None:
    user.groups.clear()


def without_an_address(user: Any) -> None:
    user.email = ""
    user.save()


@pytest.mark.parametrize("what", [without_wanting, switched_off, without_the_admin, without_an_address])
def test_nobody_else_gets_one(what: Any) -> None:
    user = reader()
    draft_of(user)
    what(user)
    mail_digests(morning())
    assert mail.outbox == []


def test_who_is_switched_off_meanwhile_gets_none(settings) -> None:
    user = reader()
    draft_of(user)
    working, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": "nowhere.Backend"}}
    mail_digests(morning())
    assert DigestMail.objects.get().tries == 1
    settings.MAILERS = working
    DigestMail.objects.update(next_try_at=timezone.now())
    switched_off(user)
    mail_digests(morning(9))
    assert mail.outbox == []


def test_one_broken_digest_keeps_nobody_else_from_theirs(monkeypatch) -> None:
    from pages.people import digest

    first, second = reader(ENGLISH), reader(CHINESE)
    draft_of(first, 1)
    draft_of(second, 2)
    real = digest.to_do

    def broken(user: Any) -> Any:
        if user.pk == first.pk:
            raise ValueError
        return real(user)

    monkeypatch.setattr(digest, "to_do", broken)
    mail_digests(morning())
    assert [each.subject[:3] for each in mail.outbox] == ["科博会"]


def test_it_is_chosen_in_ones_account_and_off_until_then() -> None:
    client = sign_in("editor", CHINESE)
    user = get_user_model().objects.get(username="editor-zh-hans")
    page = client.get("/admin/account/").content.decode()
    assert "每日提醒" in page
    fields = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@example.org"}
    locale = {"locale-preferred_language": CHINESE, "theme-theme": "system", "theme-density": "default"}
    everything = {**fields, **locale, "theme-contrast": "system"}
    client.post("/admin/account/", {**everything, "digest-is_wanted": "on"})
    assert DigestChoice.objects.get(user=user).is_wanted
    client.post("/admin/account/", everything)
    assert not DigestChoice.objects.get(user=user).is_wanted


def test_old_digests_are_forgotten() -> None:
    user = reader()
    DigestMail.objects.create(user=user, day=morning().date() - KEPT_FOR - timedelta(days=1), subject="", body="")
    mail_digests(morning())
    assert not DigestMail.objects.exists()
