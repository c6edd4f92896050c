"""The daily digest: what the dashboard says, by mail, in its reader's language, once a morning, and only if there is any."""

import datetime
import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.dates import BEIJING, say_date
from pages.page_head import public_address
from pages.people.models import DigestChoice, DigestMail
from pages.people.to_do import to_do
from pages.sign_in.mail import in_language_of

logger = logging.getLogger(__name__)
MORNING = datetime.time(8)
"""Beijing time."""
KEPT_FOR = datetime.timedelta(days=7)


def mail_digests(now: datetime.datetime | None = None) -> None:
    """One round of the scheduler: make what is due, send what is made, forget what is old."""
    here = (now or timezone.now()).astimezone(BEIJING)
    if here.time() >= MORNING:
        for pk in list(_not_looked_at(here.date()).values_list("pk", flat=True)):
            try:
                _look(pk, here.date())
            except Exception:  # what is wrong with one person's digest keeps nobody else from theirs
                logger.exception("A daily digest could not be made.")
    DigestMail.send_due()
    DigestMail.objects.filter(day__lt=here.date() - KEPT_FOR).delete()


def _not_looked_at(day: datetime.date) -> QuerySet[DigestChoice]:
    wanted = DigestChoice.objects.filter(is_wanted=True, user__is_active=True).exclude(user__email="")
    return wanted.exclude(looked_on__gte=day)


@transaction.atomic
def _look(pk: int, day: datetime.date) -> None:
    """Make one person's digest. Somebody for whom nothing waits this morning is not asked about again until tomorrow."""
    choice = (
        _not_looked_at(day)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("user")
        .filter(pk=pk)
        .first()
    )
    if choice is None:
        return
    choice.looked_on = day
    choice.save(update_fields=["looked_on"])
    user = choice.user
    if not user.has_perm("wagtailadmin.access_admin"):
        return
    with in_language_of(user):
        sections = to_do(user)
        if sections:
            subject = _("To do on the website of the High-Tech Expo, %(day)s") % {"day": say_date(day)}
            DigestMail.objects.create(
                user=user, day=day, recipient=user.email, subject=subject, body=_body(user, sections)
            )


def _body(user: Any, sections: list[Any]) -> str:
    said = {
        "user": user,
        "sections": [
            (each.heading, [(one.title, one.note, public_address(one.address)) for one in each.entries], each.has_more)
            for each in sections
        ],
        "account": public_address(reverse("wagtailadmin_account")),
        "public_url": settings.PUBLIC_URL,
    }
    return render_to_string("people/digest.txt", said)


def digest_mail(mail: DigestMail) -> EmailMessage:
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {"Message-ID": f"<digest.{mail.user_id}.{mail.day:%Y%m%d}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.recipient], headers=headers)
