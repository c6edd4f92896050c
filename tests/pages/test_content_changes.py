"""What visitors read is moved on by every change of it, and by nothing else."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modeltranslation.translator import translator
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.snippets.models import get_snippet_models

from pages.announcements.models import Announcement
from pages.content_changes import NOT_SHOWN, SHOWN, TOPIC, changes_content, content_changed, is_shown, matches
from pages.models import BasePage, MenuEntry, SiteImage, SiteSettings
from sessions_archive.models import Figure, Source

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_models(include_auto_created=True))


def is_content_by_itself(model) -> bool:
    """Page types and what hangs on them, snippets, settings, pictures, documents, translated texts."""
    if issubclass(model, Page | BasePage) or model in (*get_snippet_models(), *registry):
        return True
    if model in translator.get_registered_models() or model._meta.app_label in {"wagtailimages", "wagtaildocs"}:
        return True
    parents = [field.related_model for field in model._meta.get_fields() if isinstance(field, ParentalKey)]
    return any(is_content_by_itself(parent) for parent in parents)


def test_every_model_is_decided() -> None:
    """A new model of yours stands here? Say in pages/content_changes.py whether visitors see it (SHOWN, NOT_SHOWN)."""
    undecided = [
        model._meta.label
        for model in MODELS
        if is_shown(model)
        and not is_content_by_itself(model)
        and not any(matches(model._meta.label, pattern) for pattern in SHOWN)
    ]
    assert undecided == []


def test_the_lists_name_only_models_that_exist() -> None:
    labels = [model._meta.label for model in MODELS]
    listed = [*SHOWN, *(pattern for patterns in NOT_SHOWN.values() for pattern in patterns)]
    assert [pattern for pattern in listed if not any(matches(label, pattern) for label in labels)] == []


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ('SELECT "pages_basepage"."id" FROM "pages_basepage"', False),
        ('SELECT 1 FROM "pages_basepage" FOR UPDATE', False),
        ('INSERT INTO "pages_homepage" ("a") VALUES (%s)', True),
        ('UPDATE "pages_basepage" SET "title_en" = %s WHERE "pages_basepage"."id" = %s', True),
        (
            'UPDATE "pages_basepage" SET "draft_title" = %s, "latest_revision_id" = %s WHERE "pages_basepage"."id" = %s',
            False,
        ),
        ('UPDATE "pages_basepage" SET "draft_title" = %s, "live" = %s WHERE "pages_basepage"."id" = %s', True),
        ("UPDATE pages_basepage SET path = %s WHERE path LIKE %s", True),
        ('DELETE FROM "sessions_archive_figure" WHERE "id" IN (%s)', True),
        ('TRUNCATE "pages_basepage", "auth_user"', True),
        ('UPDATE "auth_user" SET "last_login" = %s WHERE "auth_user"."id" = %s', False),
        ('INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)', False),
        ('INSERT INTO "django_session" ("session_key") VALUES (%s)', False),
        ('INSERT INTO "public"."pages_menuentry" ("a") VALUES (%s)', True),
    ],
)
def test_a_statement_is_known_for_what_it_changes(sql: str, changes: bool) -> None:
    assert changes_content(sql) is changes


def number() -> int:
    return Announcement.objects.filter(topic=TOPIC).values_list("number", flat=True).first() or 0


@pytest.fixture
def moved(django_capture_on_commit_callbacks):
    """How often something moves the content on."""

    def count(change) -> int:
        before = number()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return number() - before

    return count


def overview() -> BasePage:
    return BasePage.objects.get(slug="overview").specific


def a_picture() -> SiteImage:
    from io import BytesIO

    from django.core.files.base import ContentFile
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    return SiteImage.objects.create(title="a", file=ContentFile(data.getvalue(), "a.png"), decorative=True)


CHANGES = {
    "publish": lambda: overview().save_revision().publish(),
    "unpublish": lambda: overview().unpublish(),
    "move": lambda: overview().move(BasePage.objects.get(slug="features"), pos="first-child"),
    "reorder": lambda: BasePage.objects.get(slug="privacy").move(BasePage.objects.get(slug="contact"), pos="left"),
    "delete": lambda: overview().delete(),
    "copy": lambda: overview().copy(update_attrs={"slug": "copied", "title_en": "Copied"}),
    "restrict": lambda: PageViewRestriction.objects.create(page=overview(), restriction_type="login"),
    "readiness": lambda: type(overview()).objects.update(body_zh_hans="[]"),
    "snippet": lambda: Source.objects.first().save(),
    "settings": lambda: SiteSettings.objects.first().save(),
    "menu": lambda: MenuEntry.objects.first().delete(),
    "picture": a_picture,
    "figure": lambda: Figure.objects.update(value=1),
    "sources of a figure": lambda: Figure.sources.through.objects.all().delete(),
    "redirect": lambda: Redirect.add_redirect("/old/", overview()),
    "site": lambda: Site.objects.update(port=80),
    "rows in bulk": lambda: Source.objects.bulk_create([Source(publisher_en="a", key="a", year=2020)]),
}


@pytest.mark.usefixtures("site_content")
@pytest.mark.parametrize("name", CHANGES)
def test_every_change_of_content_moves_it_on(name: str, moved) -> None:
    assert moved(CHANGES[name]) >= 1


def schedule() -> None:
    page = overview()
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


NO_CHANGES = {
    "draft": lambda: overview().save_revision(),
    "schedule for later": schedule,
    "lock": lambda: overview().__class__.objects.filter(slug="overview").update(locked=True),
    "account": lambda: User.objects.create_user("somebody"),
    "reading": lambda: list(BasePage.objects.all()),
}


@pytest.mark.usefixtures("site_content")
@pytest.mark.parametrize("name", NO_CHANGES)
def test_what_visitors_do_not_see_moves_nothing(name: str, moved) -> None:
    assert moved(NO_CHANGES[name]) == 0


@pytest.mark.usefixtures("site_content")
def test_a_transaction_moves_it_on_once_and_a_rolled_back_one_never(moved) -> None:
    def much() -> None:
        with transaction.atomic():
            for source in Source.objects.all()[:5]:
                source.save()

    def nothing() -> None:
        with transaction.atomic():
            Source.objects.first().save()
            transaction.set_rollback(True)

    assert moved(much) == 1
    assert moved(nothing) == 0


@pytest.mark.usefixtures("site_content")
def test_a_savepoint_that_is_rolled_back_does_not_swallow_what_follows(moved) -> None:
    def change() -> None:
        with transaction.atomic():
            with transaction.atomic():
                Source.objects.first().save()
                transaction.set_rollback(True)
            Source.objects.last().save()

    assert moved(change) == 1


@pytest.mark.usefixtures("site_content")
def test_whoever_waits_for_changes_is_told_after_the_commit(moved) -> None:
    told = []
    content_changed.connect(lambda **kwargs: told.append(connection.in_atomic_block), weak=False, dispatch_uid="test")
    try:
        moved(lambda: Source.objects.first().save())
    finally:
        content_changed.disconnect(dispatch_uid="test")
    assert len(told) == 1
