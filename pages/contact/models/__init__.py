"""The contact page, the messages that come in, and the mails that go out."""

from pages.contact.models.mail import MailKind, OutgoingMail
from pages.contact.models.message import ContactMessage, MessageState
from pages.contact.models.page import ContactPage, ContactRole

__all__ = ["ContactMessage", "ContactPage", "ContactRole", "MailKind", "MessageState", "OutgoingMail"]
