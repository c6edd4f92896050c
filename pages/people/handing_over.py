"""When somebody is switched off or deleted, by whatever way: locks are released, work passes on, sessions end.

Caught where Django announces it, so that neither the admin's views, its bulk actions nor a script go past it. Wagtail alone
would leave pages locked by nobody, reviews that nobody is told of, and sessions that live again with the account.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.log_actions import get_active_log_context, log

from pages.people import log_actions
from pages.people.held_work import HeldWork
from pages.people.names import name_of
from pages.people.roles import may_give


def colleagues_of(user: Any) -> QuerySet:
    """Who can take over: whoever is at work in the admin."""
    return get_user_model().objects.with_perm("wagtailadmin.access_admin").exclude(pk=user.pk).order_by("username")


def connect() -> None:
    """Once, when the app is ready."""
    user = get_user_model()
    pre_save.connect(_remember, sender=user, dispatch_uid="handing over")
    post_save.connect(_switched_off, sender=user, dispatch_uid="handing over")
    pre_delete.connect(_deleted, sender=user, dispatch_uid="handing over")


def _remember(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    is_written = update_fields is None or "is_active" in update_fields
    instance._is_switched_off = (
        not raw
        and bool(instance.pk)
        and not instance.is_active
        and is_written
        and type(instance)._default_manager.filter(pk=instance.pk, is_active=True).exists()
    )


def _switched_off(instance: Any, **kwargs: Any) -> None:
    if getattr(instance, "_is_switched_off", False):
        instance._is_switched_off = False
        hand_over(instance)


def _deleted(instance: Any, **kwargs: Any) -> None:
    hand_over(instance)


@transaction.atomic
def hand_over(user: Any) -> None:
    """To the colleague in ``user.hands_over_to``, else to whoever does it; from the command line, to nobody.

    Rights are not among what passes on: a colleague who may not edit a page owns it, and others edit it.
    """
    by = get_active_log_context().user
    to = getattr(user, "hands_over_to", None) or (by if by and by.pk != user.pk else None)
    work, whose = HeldWork(user), {"from": name_of(user), "to": name_of(to)}
    locked = list(work.locked)
    work.locked.update(locked=False, locked_by=None, locked_at=None)
    for page in locked:
        log(page, "wagtail.unlock", user=by)
    if to:
        pages = list(work.owned)
        work.owned.update(owner=to)
        for page in pages:
            log(page, log_actions.HANDED_OVER, user=by, data=whose)
        counts = {
            "pages": len(pages),
            "reviews": work.reviews.update(requested_by=to),
            "messages": work.messages.update(handled_by=to),
            "invitations": _pass_invitations_on(work, to),
        }
        if any(counts.values()):
            log(user, log_actions.HANDED_OVER, user=by, data={**whose, **counts})
    for session in UserSession.objects.filter(user=user):
        session.end()


def _pass_invitations_on(work: HeldWork, to: Any) -> int:
    """Those whose role the colleague may give; the others open nothing until somebody who may sends them again."""
    given = [each.pk for each in work.invitations.select_related("role") if may_give(to, each.role)]
    return work.invitations.filter(pk__in=given).update(invited_by=to)
