"""Mails about accounts: in the reader's language, sent beside the answer so that its time tells nothing."""

import logging
import threading
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.utils import translation
from wagtail.users.models import UserProfile

from pages.bilingual.languages import LANGUAGES, current_language

logger = logging.getLogger(__name__)


def language_of(user: Any) -> str:
    """The language a member of staff chose for the admin, else the one of this moment."""
    profile = UserProfile.objects.filter(user_id=user.pk).first()
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in LANGUAGES else current_language()


def reader(context: dict[str, Any], address: str) -> Any:
    """Whom a mail is for."""
    return context.get("user") or get_user_model().objects.filter(email__iexact=address, is_active=True).first()


def in_language_of(user: Any) -> Any:
    return translation.override(language_of(user) if user else current_language())


def send_beside(message: EmailMessage) -> threading.Thread:
    """Hand a mail to the mail server in a thread of its own. A fault is logged: nobody waits for the answer."""

    def send() -> None:
        try:
            message.send()
        except Exception:
            logger.exception("A mail about an account could not be sent.")

    thread = threading.Thread(target=send, name="mail about an account")
    thread.start()
    return thread
