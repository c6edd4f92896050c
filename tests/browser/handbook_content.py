"""What the pictures of the handbook show: shipped pages on an ordinary day, and the staff who work on them. Nothing is made up
about the expo; whatever is changed, is changed on copies, which go again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Workflow
from wagtail.users.models import UserProfile

from pages.bilingual.languages import default_language
from pages.models import BasePage, FeaturePage, SectionPage
from pages.people.roles import role_said
from pages.recycle_bin.models import DeletedPage
from pages.review_workflow import WORKFLOW
from pages.translations.models import CatalogCopy, InterfaceString, WorkItem
from sessions_archive.models import SessionPage, SessionsArchivePage
from sessions_archive.next_session import next_session
from tests.pages.staff import ACCOUNTS, CHINESE, ENGLISH

ADMINISTRATOR = "administrator"
REASON = {ENGLISH: "The description for search engines repeats the summary.", CHINESE: "搜索引擎说明与摘要重复。"}


@dataclass(frozen=True, slots=True)
class Day:
    """Pages as the pictures need them, and a session cookie for each kind of staff."""

    cookies: Mapping[str, str]
    section: SectionPage
    """Its change is scheduled."""
    stale: FeaturePage
    """Its English has changed since it was translated."""
    waiting: FeaturePage
    """In review, at the second step."""
    sent_back: FeaturePage
    session: SessionPage
    """The next one, as a draft."""
    thrown_away: DeletedPage


@contextmanager
def ordinary_day(language: str) -> Iterator[Day]:
    people = {name: _person(name, language) for name in (*ACCOUNTS, ADMINISTRATOR)}
    with default_language():
        shipped: Any = SectionPage.objects.get(slug="features")
        section = shipped.copy(
            recursive=True, copy_revisions=False, update_attrs={"slug": "features-2"}, user=people["editor"]
        )
        stale, waiting, sent_back = (
            FeaturePage.objects.child_of(section).get(slug=slug)
            for slug in ("cooperation", "innovation", "military-civilian-integration")
        )
        _reword(stale, "strengthened the", "strengthened", people["editor"])
        sent_back.summary_zh_hans = sent_back.summary_zh_hans.replace("。", ".")  # as it slips in, for the checks
        for page in (waiting, sent_back):
            page.search_description_en = page.summary_en
            page.save_revision(user=people["editor"])
            Workflow.objects.get(name=WORKFLOW).start(page, people["editor"])
        step = sent_back.current_workflow_task_state
        step.task.specific.on_action(step, people["moderator"], "reject", comment=REASON[language])
        step = waiting.current_workflow_task_state
        step.task.specific.on_action(step, people["translator"], "approve")
        section = SectionPage.objects.get(pk=section.pk)
        now = timezone.localtime()
        section.go_live_at = timezone.make_aware(datetime(now.year + 1, 9, 6, 9, 0))
        section.save_revision(user=people["moderator"]).publish()
        session = next_session(SessionsArchivePage.objects.get(), people["editor"])
        gone = shipped.copy(update_attrs={"slug": "features-gone"}, user=people["editor"])
        gone.delete()
    CatalogCopy.objects.all().delete()
    call_command("index_translations", verbosity=0)
    try:
        yield Day(
            {name: _cookie(person) for name, person in people.items()},
            section,
            stale,
            waiting,
            sent_back,
            session,
            DeletedPage.objects.latest("deleted_at"),
        )
    finally:
        with default_language():
            BasePage.objects.get(pk=session.pk).delete()
            BasePage.objects.get(pk=section.pk).delete()
        DeletedPage.objects.filter(deleted_at__gte=timezone.now() - timedelta(hours=1)).delete()
        for model in (InterfaceString, CatalogCopy, WorkItem):
            model.objects.all().delete()
        for person in people.values():
            person.delete()


def _reword(page: FeaturePage, before: str, after: str, user: Any) -> None:
    assert before in page.summary_en
    page.summary_en = page.summary_en.replace(before, after)
    page.save_revision(user=user)


def _person(name: str, language: str) -> Any:
    """Called as their role is: nobody is made up."""
    users = get_user_model().objects
    if name == ADMINISTRATOR:
        user = users.create_superuser(f"handbook-{name}", password=None)
        with override(language):
            user.first_name = gettext("Administrator")
    else:
        user = users.create_user(f"handbook-{name}", password=None)
        group = Group.objects.get(name=ACCOUNTS[name])
        user.groups.add(group)
        with override(language):
            user.first_name = role_said(group)
    user.save()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def _cookie(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
