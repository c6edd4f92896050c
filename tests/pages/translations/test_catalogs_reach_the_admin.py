"""Shown in the language that nobody speaks, no screen of our own in the admin has words that no translator could reach."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from pages.models import BasePage
from pages.people.models import Invitation
from pages.translations.models import GlossaryTerm, InterfaceString, WorkItem
from pages.translations.models.work import Kind
from pages.translations.pseudo import OPENING
from tests.pages.staff import CHINESE, sign_in
from tests.pages.translations.spoken_by_nobody import own_words, pseudo_language

__all__ = ["pseudo_language"]

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# Names of keys, of programs and formats, of people who are signed in; and what Wagtail itself writes in English.
DATA = {"Ctrl", "Enter", "PO", "UTF", "MB", "Wagtail", "English", "moderator-zh-hans", "translator-zh-hans"}
# Wagtail makes the breadcrumbs of snippets once, in English, and says yes and no in a hidden label.
DATA |= {"Home", "Snippets", "True", "False"}
QUOTED = ("ENVIRONMENT", "DEBUG", "PUBLIC_URL", "ADMIN_PATH", "VAR_DIR", "BACKUP_DIR")
PLACEHOLDER = re.compile(r"\{[a-z0-9_]+\}|%\(\w+\)s")


def screens(workbench: None) -> dict[str, str]:
    """Address → text on it that is content, in English on purpose or from a file's name."""
    string = WorkItem.objects.get(kind=Kind.STRING, title="Line %(line)s of this PO file cannot be read.")
    page = WorkItem.objects.get(kind=Kind.PAGE, object_id=BasePage.objects.get(slug="overview").pk)
    places = " ".join(" ".join(each.places) for each in InterfaceString.objects.all())
    names = " ".join(f"{each.term} {each.other_terms}" for each in GlossaryTerm.objects.all())
    return {
        "translations/": f"{places} profile",
        "translations/?kind=page": "",
        f"translations/{string.pk}/": places,
        f"translations/{page.pk}/": "",
        "translations/export/": "",
        "translations/import/": "",
        "translations/glossary/": "",
        "snippets/pages_translations/glossaryterm/": names,
        "snippets/pages_translations/glossaryterm/add/": "",
        "reports/figures/": "RMB about billion profile",  # each figure as both languages say it; a source's name
        "reports/totals/": "",
        "reports/searches/": "",
        "reports/visits/": "",
        "reports/bin/": "",
        "messages/": "",
        "security/": "",
        "sessions/next/": "",
        "figures/import/": "",
    }


def main_part(html: str) -> str:
    """Without Wagtail's sidebar, which a script draws."""
    found = re.search(r"<main\b.*</main>", html, re.DOTALL)
    return found[0] if found else html


def untranslated_on(client: Client, shown: dict[str, str]) -> dict[str, set[str]]:
    """Address → words that are in no catalog; none is good."""
    found = {}
    for path, content in shown.items():
        answer = client.get(f"/admin/{path}")
        assert answer.status_code == 200, path
        html = PLACEHOLDER.sub("", main_part(answer.content.decode()))
        assert OPENING in html, path
        if words := own_words(html, content) - DATA:
            found[path] = words
    return found


def test_staff_meet_no_string_that_a_translator_could_not_reach(workbench: None, pseudo_language: None) -> None:
    assert untranslated_on(sign_in("moderator", CHINESE), screens(workbench)) == {}


def test_administrators_meet_none_either(site_content: None, pseudo_language: None) -> None:
    client = sign_in("moderator", CHINESE)
    colleague = get_user_model().objects.get(username="moderator-zh-hans")
    colleague.is_superuser = True
    colleague.save()
    BasePage.objects.filter(slug="overview").update(
        owner=colleague, locked=True, locked_by=colleague, locked_at=timezone.now()
    )
    invitation = Invitation.objects.create(
        recipient="someone@example.org", role=Group.objects.first(), language=CHINESE, invited_by=colleague
    )
    other = get_user_model().objects.create_user("second", is_superuser=True)
    BasePage.objects.filter(slug="privacy").update(owner=other)
    address = "example org someone"
    # What Wagtail's form of users says of a group is the group's name; the health page quotes settings and versions.
    groups = " ".join(Group.objects.values_list("name", flat=True)) + " None second"
    quoted = " ".join([*(f"{name}={getattr(settings, name)}" for name in QUOTED), "Django Python backups"])
    shown = {
        "": "",
        "reports/health/": quoted,
        "invitations/": address,
        "invitations/new/": "",
        f"invitations/{invitation.pk}/": address,
        f"users/edit/{other.pk}/": groups,
        f"users/delete/{other.pk}/": "second",
    }
    assert untranslated_on(client, shown) == {}
