"""What the mails say: to staff in both languages, to a visitor in the language the message was written in."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pages.bilingual.languages import LANGUAGES
from pages.contact.models import ContactMessage
from pages.dates import say_moment
from pages.page_head import public_address

type Mail = tuple[str, str]
"""Subject and body."""


def notice_mail(message: ContactMessage) -> Mail:
    """The subject is ours alone; what the visitor typed stands in the body, as plain text."""
    subject = f"[{_in_both(gettext_noop('High-Tech Expo'))}] {_in_both(gettext_noop('Message from a visitor'))} {message.reference}"
    told = [
        (_in_both(gettext_noop("Received")), " / ".join(say_moment(message.received_at, code) for code in LANGUAGES)),
        (_in_both(gettext_noop("Role")), _roles(message)),
        (_in_both(gettext_noop("About")), _abouts(message)),
        (_in_both(gettext_noop("Name")), message.name),
        (
            _in_both(gettext_noop("Mail address")),
            message.email or _in_both(gettext_noop("none given: no answer is expected")),
        ),
    ]
    lines = [f"{label}: {value}" for label, value in told if value]
    admin = public_address(reverse("contact_messages:edit", args=[message.pk]))
    return subject, "\n".join(
        [*lines, "", message.text, "", f"{_in_both(gettext_noop('Read and answer'))}: {admin}", ""]
    )


def answer_mail(message: ContactMessage) -> Mail:
    with translation.override(message.language):
        subject = _("Your message {reference} to the High-Tech Expo").format(reference=message.reference)
        wrote = _("On {when} you wrote:").format(when=say_moment(message.received_at))
        quoted = "\n".join(f"> {line}" for line in message.text.splitlines())
        return subject, f"{message.answer}\n\n{wrote}\n{quoted}\n"


def _in_both(text: str) -> str:
    """“Name / 姓名”."""
    said = []
    for code in LANGUAGES:
        with translation.override(code):
            said.append(translation.gettext(text))
    return " / ".join(dict.fromkeys(said))


def _roles(message: ContactMessage) -> str:
    if message.role is None:
        return ""
    return " / ".join(dict.fromkeys(filter(None, (message.role.label_en, message.role.label_zh_hans))))


def _abouts(message: ContactMessage) -> str:
    said = []
    for code in LANGUAGES:
        with translation.override(code):
            said.append(message.about_said)
    return " / ".join(dict.fromkeys(filter(None, said)))
