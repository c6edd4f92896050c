"""What becomes of a message: mailed, also when the mail server was down; read and answered by staff; deleted as promised."""

import datetime
import re
import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from pages.contact.housekeeping import keep_promises
from pages.contact.models import ContactMessage, ContactRole, OutgoingMail
from pages.models import SiteSettings
from tests.pages.contact.conftest import Send
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db


def stored() -> ContactMessage:
    [message] = ContactMessage.objects.all()
    return message


def test_the_role_gets_a_mail_in_both_languages(send: Send, roles: list[ContactRole]) -> None:
    send("zh-hans", text="数字有误", role=str(roles[0].pk), email="wang@example.org", figure="exhibitors", session="5")
    assert OutgoingMail.send_due() == 1
    [sent] = mail.outbox
    assert sent.to == ["press@example.org"]
    assert sent.reply_to == ["wang@example.org"]
    assert stored().reference in sent.subject
    for said in ("数字有误", "第五届", "5th session", "Press / 媒体", f"/admin/messages/edit/{stored().pk}/"):
        assert said in sent.body
    assert OutgoingMail.send_due() == 0


def test_without_roles_the_address_of_the_site_gets_it(send: Send) -> None:
    SiteSettings.objects.update(contact_email="office@example.org")
    send()
    OutgoingMail.send_due()
    assert mail.outbox[0].to == ["office@example.org"]


def test_without_any_address_the_message_is_kept_all_the_same(send: Send) -> None:
    assert send().status_code == 303
    assert stored().state == "open"
    assert not OutgoingMail.objects.exists()


def test_a_message_is_mailed_when_the_mail_server_is_back(
    send: Send, roles: list[ContactRole], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        assert send(text=f"Message {number}", role=str(roles[0].pk)).status_code == 303
    tried = []

    def refuse(message: EmailMessage, *args: object, **kwargs: object) -> int:
        tried.append(message)
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert OutgoingMail.send_due() == 0
    assert len(tried) == 1  # a server that is away is not asked for each mail
    waiting = OutgoingMail.objects.exclude(error="").get()
    assert waiting.next_try_at > timezone.now()
    assert "no mail server" in waiting.said
    monkeypatch.undo()
    OutgoingMail.objects.update(next_try_at=timezone.now())
    assert OutgoingMail.send_due() == 3
    assert len({each.message()["Message-ID"] for each in mail.outbox}) == 3
    assert OutgoingMail.objects.filter(sent_at__isnull=True).count() == 0


def test_one_mailbox_that_refuses_does_not_hold_up_the_others(
    send: Send, roles: list[ContactRole], monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in roles:
        send(text=f"To {role.pk}, please", role=str(role.pk))
    deliver = EmailMessage.send

    def some(message: EmailMessage, *args: object, **kwargs: object) -> int:
        if message.to == ["press@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"press@example.org": (550, b"no such mailbox")})
        return deliver(message)

    monkeypatch.setattr(EmailMessage, "send", some)
    assert OutgoingMail.send_due() == 1
    assert mail.outbox[0].to == ["exhibitors@example.org"]


def test_pauses_between_tries_grow_and_end_at_an_hour(
    send: Send, roles: list[ContactRole], monkeypatch: pytest.MonkeyPatch
) -> None:
    send(role=str(roles[0].pk))
    monkeypatch.setattr(EmailMessage, "send", lambda *a, **k: (_ for _ in ()).throw(OSError("down")))
    pauses = []
    for _try in range(9):
        OutgoingMail.objects.update(next_try_at=timezone.now())
        OutgoingMail.send_due()
        pauses.append(round((OutgoingMail.objects.get().next_try_at - timezone.now()).total_seconds() / 60))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_scheduler_sends_and_deletes(send: Send, roles: list[ContactRole]) -> None:
    jobs = dict(settings.SCHEDULED_JOBS.values())
    assert jobs["pages.contact.housekeeping.mail_and_delete"] == 0
    send(role=str(roles[0].pk))
    import_string("pages.contact.housekeeping.mail_and_delete")()
    assert len(mail.outbox) == 1


def test_a_message_is_deleted_on_the_day_that_was_promised(send: Send, roles: list[ContactRole], settings) -> None:
    send(role=str(roles[0].pk))
    settings.CONTACT_KEPT_DAYS = 9_999  # a promise that was made is not lengthened
    keep_promises()
    assert stored().delete_on == timezone.localdate() + datetime.timedelta(days=180)
    ContactMessage.objects.update(delete_on=timezone.localdate())
    keep_promises()
    assert not ContactMessage.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ["editor", "english_editor", "translator"])
def test_who_does_not_answer_messages_does_not_see_them(send: Send, name: str) -> None:
    send(text="Something private")
    staff = sign_in(name, CHINESE)
    assert "/admin/messages/" not in staff.get("/admin/").content.decode()
    for address in (
        "/admin/messages/",
        f"/admin/messages/edit/{stored().pk}/",
        f"/admin/messages/delete/{stored().pk}/",
    ):
        response = staff.get(address)
        assert response.status_code in (302, 403)
        assert "Something private" not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (CHINESE, ("访客留言", "待处理", "删除日期", "条留言待处理")),
        (ENGLISH, ("Messages", "open", "deleted on", "open message")),
    ],
)
def test_moderators_find_open_messages_in_their_language(send: Send, language: str, said: tuple[str, ...]) -> None:
    send("zh-hans", text="媒体中心在哪里？", figure="exhibitors", session="5")
    staff = sign_in("moderator", language)
    pages = [staff.get(f"/admin/{path}") for path in ("", "messages/", f"messages/edit/{stored().pk}/")]
    assert all(page.status_code == 200 for page in pages)
    front, listed, opened = (page.content.decode() for page in pages)
    assert said[3] in front
    assert "媒体中心在哪里？" in listed
    assert said[0] in listed
    assert said[2] in opened
    assert {CHINESE: "第五届", ENGLISH: "5th session"}[language] in opened
    assert staff.get("/admin/messages/?state=done").content.decode().count("媒体中心在哪里？") == 0
    assert staff.get("/admin/messages/new/").status_code in (302, 403, 404)


def save(staff: Client, **typed: str) -> HttpResponse:
    return staff.post(f"/admin/messages/edit/{stored().pk}/", {"state": "open", "remark": "", **typed})


def answer(staff: Client, text: str, state: str = "open") -> None:
    response = save(staff, answer=text, state=state, remark="called back")
    assert response.status_code == 302, response.content.decode()[:3000]


def test_a_moderator_answers_once_and_the_message_is_done(send: Send, roles: list[ContactRole]) -> None:
    send("zh-hans", text="媒体中心在哪里？", email="wang@example.org", role=str(roles[0].pk))
    staff = sign_in("moderator", CHINESE)
    answer(staff, "在一号馆。")
    message = stored()
    assert (message.state, str(message.handled_by), message.remark) == ("done", "moderator-zh-hans", "called back")
    assert message.answered_at
    again = staff.get(f"/admin/messages/edit/{message.pk}/").content.decode()
    assert re.search(r'<textarea name="answer"[^>]* disabled', again), "what has gone out stays as it was"
    save(staff, state="done", remark="called back")
    assert stored().answer == "在一号馆。"
    assert OutgoingMail.send_due() == 2
    [sent] = [each for each in mail.outbox if each.to == ["wang@example.org"]]
    assert sent.subject == f"您给科博会的留言（编号{message.reference}）"
    assert sent.body.startswith("在一号馆。\n\n您于")
    assert "> 媒体中心在哪里？" in sent.body
    assert "called back" not in sent.body
    assert sent.reply_to == ["press@example.org"]


def test_who_answers_second_reads_what_was_sent_and_keeps_what_they_wrote(send: Send) -> None:
    send(email="wang@example.org")
    first, second = sign_in("moderator", CHINESE), sign_in("moderator", ENGLISH)
    assert save(first, answer="Hall 1.", remark="I know her").status_code == 302
    refused = save(second, answer="Hall 2,\r\n<second> floor.", remark="phoned").content.decode()
    assert "moderator-zh-hans has answered meanwhile" in refused
    assert "which yours would replace: I know her" in refused
    assert re.search(r'<textarea name="answer"[^>]* disabled[^>]*>\s*Hall 1\.</textarea>', refused)
    assert re.search(r"<textarea[^>]* readonly[^>]*>Hall 2,\n&lt;second&gt; floor\.</textarea>", refused)
    message = stored()
    assert (message.answer, message.remark, str(message.handled_by)) == ("Hall 1.", "I know her", "moderator-zh-hans")
    # The form as it is shown now sends no answer, and what it replaces was read.
    assert save(second, state="done", remark="I know her; phoned").status_code == 302
    assert (stored().answer, stored().remark) == ("Hall 1.", "I know her; phoned")
    assert OutgoingMail.send_due() == 1
    assert mail.outbox[0].body.startswith("Hall 1.")


def test_the_same_answer_sent_twice_is_no_quarrel(send: Send) -> None:
    send(email="wang@example.org")
    staff = sign_in("moderator", ENGLISH)
    for _click in range(2):
        answer(staff, "Hall 1,\r\nground floor.")
    assert OutgoingMail.objects.count() == 1


def test_a_message_without_an_address_is_handled_without_an_answer(send: Send) -> None:
    send()
    staff = sign_in("moderator", ENGLISH)
    assert "left no mail address" in staff.get(f"/admin/messages/edit/{stored().pk}/").content.decode()
    answer(staff, "To whom?", state="done")
    assert (stored().answer, stored().state) == ("", "done")
    assert not OutgoingMail.objects.exists()


def test_staff_cannot_change_what_a_visitor_wrote(send: Send) -> None:
    send(text="As I wrote it")
    staff = sign_in("moderator", ENGLISH)
    staff.post(
        f"/admin/messages/edit/{stored().pk}/",
        {"text": "Forged", "email": "x@example.org", "answer": "", "state": "done"},
    )
    assert (stored().text, stored().email) == ("As I wrote it", "")
