"""How many messages one network address, and all together, may send. Counted in the database: one count for all processes."""

import datetime

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pages.contact.models import ContactMessage
from pages.search.rate_limit import client_of

PER_ADDRESS = 20
"""An hour. Whole offices, and whole mobile networks, have one address: it is more than a person writes."""
ALL_TOGETHER = 300
"""An hour."""
HOUR = datetime.timedelta(hours=1)
TWICE = datetime.timedelta(minutes=10)
FORGOTTEN_AFTER = datetime.timedelta(days=1)


def sender_key(request: HttpRequest) -> str:
    """A digest that tells senders apart and leads back to nobody without the site's secret."""
    day = f"{timezone.localdate():%Y%m%d}"
    return salted_hmac("pages.contact.floods", f"{day} {client_of(request)}", algorithm="sha256").hexdigest()[:32]


def is_flood(key: str) -> bool:
    """Whether one more would be too many within the last hour."""
    counted = ContactMessage.objects.filter(received_at__gt=timezone.now() - HOUR).aggregate(
        own=Count("pk", filter=Q(sender_key=key)), all=Count("pk")
    )
    return bool(counted["own"] >= PER_ADDRESS or counted["all"] >= ALL_TOGETHER)


def sent_before(message: ContactMessage) -> ContactMessage | None:
    """The same text from the same sender a moment ago: a button pressed twice, a page loaded again."""
    return ContactMessage.objects.filter(
        sender_key=message.sender_key,
        text=message.text,
        email=message.email,
        received_at__gt=timezone.now() - TWICE,
    ).first()


def forget_senders() -> int:
    """Forget who sent what; how many rows it was."""
    old = ContactMessage.objects.exclude(sender_key="").filter(received_at__lt=timezone.now() - FORGOTTEN_AFTER)
    return old.update(sender_key="")
