"""Translations, drafts, what was sent back, what is scheduled, and what waits for one's approval."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from pages.bilingual.languages import NAMES
from pages.bilingual.publication import moment_said
from pages.bilingual.rights import TRANSLATE
from pages.models import BasePage
from pages.people.names import name_of
from pages.people.to_do import MOST_LISTED, Entry, Section, section
from pages.translations.models import WorkItem
from pages.translations.models.work import Kind, WorkState


def pages_to_change(user: Any) -> QuerySet[BasePage]:
    """Pages whose structure and English are theirs."""
    found: QuerySet[BasePage] = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    return found


def pages_to_write(user: Any) -> QuerySet[BasePage]:
    """Pages of which some language is theirs."""
    policy = policy_registry.get_by_type(BasePage)
    found: QuerySet[BasePage] = policy.instances_user_has_any_permission_for(user, {"change", *TRANSLATE.values()})
    return found


def _page_ids(rows: QuerySet) -> QuerySet:
    """Ids of the pages that revisions or workflow states are of. Generic rows hold ids as text."""
    of_pages = rows.filter(base_content_type=ContentType.objects.get_for_model(BasePage))
    return of_pages.order_by().values_list(Cast("object_id", BigIntegerField()), flat=True)


def edit(page: BasePage, note: str = "") -> Entry:
    return Entry(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), note)


@hooks.register("construct_to_do", order=10)
def waiting(user: Any) -> Iterator[Section]:
    """How many wait for this person's approval, and since when; the list itself is Wagtail's, further down."""
    states = list(TaskState.objects.reviewable_by(user).order_by("started_at").values_list("started_at", flat=True))
    if states:
        said = ngettext("%(count)s page", "%(count)s pages", len(states)) % {"count": len(states)}
        since = _("the oldest since %(moment)s") % {"moment": moment_said(states[0])}
        address = f"{reverse('wagtailadmin_home')}#awaiting-review-section"
        yield section(_("Waiting for your approval"), [Entry(said, address, since)])


@hooks.register("construct_to_do", order=20)
def sent_back(user: Any) -> Iterator[Section]:
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
        .select_related("current_task_state__finished_by")
        .prefetch_related("content_object")
        .order_by("-current_task_state__finished_at")[: MOST_LISTED + 1]
    )
    yield section(
        _("Sent back to you"), (_sent_back(each) for each in states if isinstance(each.content_object, BasePage))
    )


def _sent_back(state: WorkflowState) -> Entry:
    task = state.current_task_state
    reason, reviewer = (task.comment, name_of(task.finished_by)) if task else ("", "")
    said = _("%(name)s: “%(reason)s”") % {"name": reviewer, "reason": reason} if reason else reviewer
    return edit(state.content_object, said)


@hooks.register("construct_to_do", order=30)
def to_translate(user: Any) -> Iterator[Section]:
    """Numbers of pages, each leading to the list of just these."""
    policy = policy_registry.get_by_type(BasePage)
    languages = [code for code, action in TRANSLATE.items() if policy.user_has_permission(user, action)]
    rows = WorkItem.objects.filter(kind=Kind.PAGE, language__in=languages).exclude(state=WorkState.CURRENT)
    numbers = Counter(rows.values_list("language", "state")) if languages else Counter()
    for code in languages:
        entries = [
            Entry(
                _("%(state)s: %(count)s") % {"state": state.label, "count": number},
                f"{reverse('translations')}?{urlencode({'kind': Kind.PAGE.value, 'state': state.value})}",
            )
            for state in WorkState
            if (number := numbers[code, state.value])
        ]
        yield section(_("Pages to translate: %(language)s") % {"language": NAMES[code]}, entries)


@hooks.register("construct_to_do", order=40)
def drafts(user: Any) -> Iterator[Section]:
    """Neither in review nor scheduled: nobody but this person goes on with them."""
    is_last_hand = Q(latest_revision__user=user) | Q(latest_revision__user__isnull=True, owner=user)
    found = (
        pages_to_write(user)
        .filter(is_last_hand, has_unpublished_changes=True)
        .exclude(pk__in=_page_ids(WorkflowState.objects.active()))
        .exclude(pk__in=_page_ids(Revision.objects.filter(approved_go_live_at__isnull=False)))
        .order_by("-latest_revision_created_at")
    )
    entries = (
        edit(page, _("last changed on %(moment)s") % {"moment": moment_said(page.latest_revision_created_at)})
        for page in found[: MOST_LISTED + 1]
    )
    yield section(_("Your drafts"), entries)


@hooks.register("construct_to_do", order=50)
def scheduled(user: Any) -> Iterator[Section]:
    coming = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
    found = (
        pages_to_change(user)
        .filter(pk__in=_page_ids(coming))
        .annotate(
            goes_live=Subquery(
                coming.filter(object_id=Cast(OuterRef("pk"), CharField())).values("approved_go_live_at")[:1]
            )
        )
        .order_by("goes_live", "path")
    )
    yield section(_("Scheduled"), (edit(page, moment_said(page.goes_live)) for page in found[: MOST_LISTED + 1]))
