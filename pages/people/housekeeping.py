"""What the scheduler does for people."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from pages.bilingual.every_language import Sentence, in_every_language
from pages.people.models import Invitation

KEPT_FOR = timedelta(days=90)
"""Who was invited by whom stays in the log; the addresses of people who did not come need not."""


def send_invitations() -> None:
    """What is due; nearly always nothing, in one query."""
    Invitation.send_due()


def forget_invitations() -> Sentence:
    """Accepted, withdrawn and expired ones whose link closed long ago. One sentence that says how many."""
    is_over = Q(open_until__lt=timezone.now() - KEPT_FOR)
    removed = Invitation.objects.filter(is_over).delete()[0]
    return in_every_language(
        lambda: (
            ngettext("%(count)s old invitation forgotten", "%(count)s old invitations forgotten", removed)
            % {"count": removed}
        )
    )
