"""Messages that machines and attackers send, by class. Each is refused or stored harmlessly; no mail is ever forged."""

import re
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.core import mail
from django.test import Client

from pages.contact import doubts, floods
from pages.contact.floods import PER_ADDRESS, forget_senders
from pages.contact.models import ContactMessage, ContactPage, ContactRole, OutgoingMail
from tests.pages.contact.conftest import Send

pytestmark = pytest.mark.django_db
SEND = "/en/contact/send/"


def stored() -> ContactMessage:
    [message] = ContactMessage.objects.all()
    return message


# Headers in fields: a line break in what becomes part of a mail would begin a header, or a second mail.
HEADERS = [
    "\nBcc: all@example.org",
    "\r\nBcc: all@example.org",
    "\r\n\r\nSecond body",
    "\x0bBcc: x@example.org",
    "\u2028Bcc: x",
]


@pytest.mark.parametrize("smuggled", HEADERS)
def test_headers_in_fields_stay_text(send: Send, roles: list[ContactRole], smuggled: str) -> None:
    assert send(email=f"ann@example.org{smuggled}").status_code == 422
    assert not ContactMessage.objects.exists()
    send(name=f"Ann{smuggled}", text=f"Hello there{smuggled}", email="ann@example.org", role=str(roles[0].pk))
    assert "\n" not in stored().name
    assert OutgoingMail.send_due() == 1
    [sent] = mail.outbox
    assert sent.recipients() == ["press@example.org"]
    assert sent.from_email == "webmaster@localhost"
    written = sent.message()
    assert written["Reply-To"] == "ann@example.org"
    assert written["Bcc"] is None
    assert set(written.keys()) <= {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Reply-To", "Date", "Message-ID",
        "Auto-Submitted",
    }  # fmt: skip
    assert "Ann" not in written["Subject"]


# Markup: whatever reads the message later must not run it.
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ settings.SECRET_KEY }}",
    "{% debug %}",
    "](javascript:x)",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_kept_as_text_and_runs_nowhere(
    send: Send, roles: list[ContactRole], admin_client: Client, markup: str
) -> None:
    page = send(text=f"Look: {markup}", name=markup, email="wrong@").content.decode()
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page.replace("&gt;", "") or "&lt;img" in page
    send(text=f"Look: {markup}", name=markup, role=str(roles[0].pk))
    assert stored().text == f"Look: {markup}"
    OutgoingMail.send_due()
    assert mail.outbox[0].content_subtype == "plain"
    for address in ("/admin/messages/", f"/admin/messages/edit/{stored().pk}/"):
        shown = admin_client.get(address).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<img src=x" not in shown


def test_a_megabyte_is_refused_without_being_read(send: Send) -> None:
    response = send(text="x" * 1_000_000)
    assert response.status_code == 413
    assert "5,000 characters" in response.content.decode()
    assert len(response.content) < 60_000
    assert not ContactMessage.objects.exists()


def test_the_longest_message_in_chinese_is_taken(send: Send) -> None:
    assert send("zh-hans", text="科" * 5_000).status_code == 303
    assert len(stored().text) == 5_000


# Other kinds of body: files, thousands of fields, JSON, nothing. None of them is what the form sends.
def test_other_kinds_of_body_are_refused(visitor: Client, send: Send) -> None:
    origin = {"Origin": "http://localhost:8000"}
    assert visitor.post(SEND, {"text": "Multipart, as a file"}, headers=origin).status_code == 415
    assert visitor.post(SEND, "{}", content_type="application/json", headers=origin).status_code == 415
    assert send(raw=b"&".join(b"a%d=1" % number for number in range(2_000))).status_code == 400
    assert send(raw=b"").status_code in (415, 422)
    assert send(raw=b"&&&==&=").status_code == 422
    assert visitor.get(SEND).status_code == 405
    assert not ContactMessage.objects.exists()


# Wrong encodings: old Chinese systems send GBK; broken programs send anything.
def test_a_message_in_gbk_is_read_as_it_was_meant(send: Send) -> None:
    text = quote_from_bytes("展位在哪里？谢谢".encode("gb18030"))
    assert send(raw=f"text={text}&consent=on".encode()).status_code == 303
    assert stored().text == "展位在哪里？谢谢"


@pytest.mark.parametrize(
    "raw", [b"text=%FF%FF%FF%FF&consent=on", b"text=\xff\xfe\xff&consent=on", b"text=%ED%A0%80%ff&consent=on"]
)
def test_bytes_that_are_no_text_are_refused(send: Send, raw: bytes) -> None:
    assert send(raw=raw).status_code == 400
    assert not ContactMessage.objects.exists()


# Characters that nobody types: they end strings, hide text or turn its direction around.
def test_characters_that_nobody_types_are_dropped(send: Send) -> None:
    send(text="plain\x00 \x1b[31mred\u202egnp.exe\u200b\ufeff\ttab", name="A\x00n\u202en")
    assert stored().text == "plain [31mredgnp.exe\ttab"
    assert stored().name == "Ann"


# Bots: they post from anywhere, fill in every field, and leave links. A person is asked once more; a program goes away.
BOTS = {
    "from another site": {"headers": {"Origin": "https://spam.example"}},
    "from a host that begins like ours": {"headers": {"Origin": "http://localhost:8000.spam.example"}},
    "without any origin": {"headers": {"Origin": ""}},
    "every field filled in": {"website": "https://spam.example"},
    "full of links": {"text": "Buy https://a.example https://b.example https://c.example"},
    "an old token": {"again": "ZmFrZQ:1abc:forged", "website": "x"},
}


@pytest.mark.parametrize("name", BOTS)
def test_what_looks_like_a_machine_is_asked_once_more(send: Send, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    typed = {"text": "A person’s question", "email": "ann@example.org"} | BOTS[name]
    response = send(**typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "send it again" in page
    assert not ContactMessage.objects.exists()
    assert typed["text"][:10].replace("’", "&#x27;") in page or typed["text"][:10] in page
    token = re.search(r'name="again" value="([^"]+)"', page)
    assert token
    at_once = send(**{**typed, "again": token[1]})
    assert at_once.status_code == 200  # faster than a person reads
    assert not ContactMessage.objects.exists()
    monkeypatch.setattr(doubts, "SOONEST", -1)
    assert send(**{**typed, "again": token[1]}).status_code == 303
    assert stored().is_doubtful


def test_a_token_does_not_last(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "SOONEST", -1)
    monkeypatch.setattr(doubts, "LATEST", -1)
    assert send(website="x", again=doubts.seen_again()).status_code == 200
    assert not ContactMessage.objects.exists()


# Floods: from one address, and from everywhere at once.
def test_a_flood_from_one_address_ends_and_loses_nobodys_text(send: Send) -> None:
    for number in range(PER_ADDRESS):
        assert send(text=f"Message number {number}").status_code == 303
    refused = send("zh-hans", text="一个人的问题，别弄丢")
    assert refused.status_code == 429
    assert "一个人的问题，别弄丢" in refused.content.decode()
    assert "请稍后再发" in refused.content.decode()
    assert ContactMessage.objects.count() == PER_ADDRESS


def test_a_flood_from_everywhere_ends_too(
    visitor: Client, contact: ContactPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floods, "ALL_TOGETHER", 3)
    statuses = []
    for number in range(5):
        body = urlencode({"text": f"Message number {number}", "consent": "on"})
        response = visitor.post(
            SEND,
            body,
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "http://localhost:8000"},
            REMOTE_ADDR=f"192.0.2.{number}",
        )
        statuses.append(response.status_code)
    assert statuses == [303, 303, 303, 429, 429]


def test_nothing_leads_back_to_the_sender_after_a_day(send: Send) -> None:
    import datetime

    from django.utils import timezone

    send()
    assert re.fullmatch("[0-9a-f]{32}", stored().sender_key)
    assert "127.0.0.1" not in str(ContactMessage.objects.values().get())
    assert forget_senders() == 0
    ContactMessage.objects.update(received_at=timezone.now() - datetime.timedelta(hours=25))
    assert forget_senders() == 1
    assert stored().sender_key == ""


def test_no_mail_goes_where_a_visitor_says(send: Send, roles: list[ContactRole]) -> None:
    send(role="999999", email="victim@example.org")
    assert not ContactMessage.objects.exists()  # no such role: the form says so
    send(role=str(roles[0].pk), email="victim@example.org")
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["press@example.org"]
