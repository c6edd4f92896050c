"""The chapters in their order, and whose they are."""

from typing import Any

from wagtail.permissions import policy_registry

from pages.bilingual.rights import TRANSLATE
from pages.handbook import (
    for_administrators,
    for_editors,
    for_everybody,
    for_moderators,
    for_recorders,
    for_translators,
)
from pages.handbook.chapters import Audience, Chapter
from pages.models import BasePage

CHAPTERS: tuple[Chapter, ...] = (
    for_everybody.FIND_YOUR_WAY,
    for_editors.WRITE_IN_TWO_LANGUAGES,
    for_translators.TRANSLATE,
    for_moderators.REVIEW_AND_PUBLISH,
    for_recorders.FIGURES_AND_SESSIONS,
    for_recorders.NEWS_DOCUMENTS_PICTURES,
    for_editors.DELETE_RESTORE_MOVE,
    for_administrators.COLLEAGUES,
    for_administrators.KEEP_THE_SITE_WELL,
)


def audience_of(user: Any) -> Audience | None:
    """By rights and not by names of groups, since administrators make groups of their own; None for who changes no page."""
    if user.has_perm("auth.add_user"):
        return Audience.ADMINISTRATORS
    policy = policy_registry.get_by_type(BasePage)
    if policy.user_has_permission(user, "publish"):
        return Audience.MODERATORS
    if policy.user_has_permission(user, "change"):
        return Audience.EDITORS
    return Audience.TRANSLATORS if policy.user_has_any_permission(user, TRANSLATE.values()) else None


def own_and_others(user: Any) -> tuple[list[Chapter], list[Chapter]]:
    """Chapters about one's own work, in order, and the rest."""
    audience = audience_of(user)
    own = [chapter for chapter in CHAPTERS if audience in chapter.audiences]
    return own, [chapter for chapter in CHAPTERS if chapter not in own]


def reading_order(user: Any) -> list[Chapter]:
    own, others = own_and_others(user)
    return [*own, *others]
