"""Shown in the language that nobody speaks, no screen of our own in the admin has words that no translator could reach."""

import re

import pytest
from django.test import Client

from pages.models import BasePage
from pages.translations.models import GlossaryTerm, InterfaceString, WorkItem
from pages.translations.models.work import Kind
from pages.translations.pseudo import OPENING
from tests.pages.staff import CHINESE, sign_in
from tests.pages.translations.spoken_by_nobody import own_words, pseudo_language

__all__ = ["pseudo_language"]

pytestmark = pytest.mark.django_db

# Names of keys, of programs and formats, of people who are signed in; and what Wagtail itself writes in English.
DATA = {"Ctrl", "Enter", "PO", "UTF", "MB", "Wagtail", "English", "moderator-zh-hans", "translator-zh-hans"}
# Wagtail makes the breadcrumbs of snippets once, in English, and says yes and no in a hidden label.
DATA |= {"Home", "Snippets", "True", "False"}
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


def test_staff_meet_no_string_that_a_translator_could_not_reach(workbench: None, pseudo_language: None) -> None:
    client: Client = sign_in("moderator", CHINESE)
    untranslated = {}
    for path, content in screens(workbench).items():
        answer = client.get(f"/admin/{path}")
        assert answer.status_code == 200, path
        html = PLACEHOLDER.sub("", main_part(answer.content.decode()))
        assert OPENING in html, path
        if words := own_words(html, content) - DATA:
            untranslated[path] = words
    assert untranslated == {}
