"""What somebody holds that others would wait for: locks, pages of their own, reviews they asked for, messages, invitations."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import WorkflowState

from pages.contact.models import ContactMessage, MessageState
from pages.models import BasePage
from pages.people.models import Invitation

MOST_NAMED = 8


class HeldWork:
    """Of one member of staff, as it is now."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @property
    def locked(self) -> QuerySet[BasePage]:
        return BasePage.objects.filter(locked=True, locked_by=self.user).order_by("path")

    @property
    def owned(self) -> QuerySet[BasePage]:
        return BasePage.objects.filter(owner=self.user).order_by("path")

    @property
    def reviews(self) -> QuerySet[WorkflowState]:
        """Reviews under way, and those that were sent back to the person."""
        return WorkflowState.objects.active().filter(requested_by=self.user)

    @property
    def messages(self) -> QuerySet[ContactMessage]:
        return ContactMessage.objects.filter(handled_by=self.user, state=MessageState.OPEN)

    @property
    def invitations(self) -> QuerySet[Invitation]:
        return Invitation.objects.filter(invited_by=self.user, accepted_at__isnull=True, withdrawn_at__isnull=True)

    @cached_property
    def said(self) -> list[str]:
        """A sentence a kind, with the titles of pages; empty where there is nothing."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        locked, owned = list(self.locked), list(self.owned)
        if locked:
            said = ngettext("%(count)s lock on a page: %(titles)s", "%(count)s locks on pages: %(titles)s", len(locked))
            yield said % {"count": len(locked), "titles": _titles(locked)}
        if owned:
            said = ngettext(
                "%(count)s page of their own: %(titles)s", "%(count)s pages of their own: %(titles)s", len(owned)
            )
            yield said % {"count": len(owned), "titles": _titles(owned)}
        if reviewed := [state.content_object for state in self.reviews.prefetch_related("content_object")]:
            pages = [page for page in reviewed if isinstance(page, BasePage)]
            said = ngettext(
                "%(count)s review they asked for: %(titles)s",
                "%(count)s reviews they asked for: %(titles)s",
                len(reviewed),
            )
            yield said % {"count": len(reviewed), "titles": _titles(pages)}
        if number := self.messages.count():
            yield ngettext("%(count)s open message", "%(count)s open messages", number) % {"count": number}
        if number := self.invitations.count():
            yield ngettext("%(count)s open invitation", "%(count)s open invitations", number) % {"count": number}


def _titles(pages: list[Any]) -> str:
    named = [page.get_admin_display_title() for page in pages[:MOST_NAMED]]
    said = pgettext("between titles in a row", ", ").join(named)
    return said if len(pages) <= MOST_NAMED else _("%(titles)s and more") % {"titles": said}
