"""Publishing one language: the live page with that language of the draft. Draft, schedule and workflow stay as they are."""

import copy
import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from pages.bilingual.language_content import copy_language, same_text
from pages.bilingual.languages import default_language
from pages.models import BasePage

LOG_ACTION = "bilingual.publish_language"
JUST_BEFORE = datetime.timedelta(microseconds=1)
NOT_CHECKED = ["path", "depth", "slug", "content_type"]
"""Places in the tree: the live page keeps its own."""


class PublishLanguageAction(PublishPageRevisionAction):
    """Publishes without cancelling the workflow that the draft is in."""

    def __init__(self, revision: Revision, **kwargs: Any) -> None:
        super().__init__(revision, **kwargs)
        self.object._current_workflow_states = []  # what a page without workflow has prefetched


def draft_has_language_to_publish(page: Any, language: str) -> bool:
    """Whether the draft of a live page says something else in ``language`` than what visitors read."""
    if not page.live or page.alias_of_id or not page.has_unpublished_changes or not page.latest_revision:
        return False
    with default_language():
        content = page.specific.serializable_data()
    return _with_language(page, content, language) != content


def _with_language(page: Any, content: dict[str, Any], language: str) -> dict[str, Any]:
    result = copy.deepcopy(content)
    copy_language(page.specific_class, page.latest_revision.content, result, language)
    return result


@transaction.atomic
def publish_language(page_id: int, language: str, user: Any) -> Revision | None:
    """Publish ``language`` of the draft; gives the revision that went live, or None where there was nothing to publish.

    Raises PermissionDenied, and ValidationError with a message for people where it cannot be done.
    """
    BasePage.objects.select_for_update().filter(pk=page_id).values_list("pk", flat=True).first()
    page = BasePage.objects.get(pk=page_id).specific
    if not page.permissions_for_user(user).can_publish_language(language):
        raise PermissionDenied
    if page.locked and page.locked_by_id != user.pk:
        raise PermissionDenied
    if language == DEFAULT_LANGUAGE or not page.live or page.alias_of_id:
        raise ValidationError(_("One language alone can be published of a page that is live."))
    draft = page.latest_revision
    if not draft or not page.has_unpublished_changes:
        return None
    # The unsuffixed columns follow the active language.
    with default_language():
        live_content = page.serializable_data()
        content = _with_language(page, live_content, language)
        if content == live_content:
            return None
        type(page).from_serializable_data(copy.deepcopy(content)).full_clean(exclude=NOT_CHECKED)
        if same_text(content, draft.content) and not draft.approved_go_live_at and not page.current_workflow_state:
            draft.publish(user=user, log_action=LOG_ACTION)  # the draft holds nothing else
            return draft
        return _publish_behind_draft(page, draft, content, language, user)


def _publish_behind_draft(page: Any, draft: Revision, content: dict[str, Any], language: str, user: Any) -> Revision:
    """Publish ``content`` by a revision dated just before the draft.

    So the draft stays the latest: nobody's open form is out of date, the page still has unpublished changes, and an
    approval publishes the draft.
    """
    scheduled = list(page.revisions.filter(approved_go_live_at__isnull=False))
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=content,
        object_str=str(page),
        created_at=draft.created_at - JUST_BEFORE,
    )
    PublishLanguageAction(revision, user=user, log_action=LOG_ACTION).execute(skip_permission_checks=True)
    for each in scheduled:
        # Publishing cleared them. What is scheduled gets the new text too: an older revision would bring the old one back.
        copy_language(type(page), draft.content, each.content, language)
        page.revisions.filter(pk=each.pk).update(approved_go_live_at=each.approved_go_live_at, content=each.content)
    return revision
