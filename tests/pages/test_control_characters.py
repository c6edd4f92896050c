"""What slides and tables leave behind in a pasted text is not stored, in whatever field it was pasted."""

import pytest
from django import forms
from django.test import Client

from pages.models import StandardPage
from pages.news.models import NewsTopic
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import ENGLISH, sign_in
from tests.pages.test_readiness import make_page

PASTED = "By\x0btrain\x01 or\x1f bus"
KEPT = "By train or bus"


@pytest.fixture
def editor(site_content: None) -> Client:
    return sign_in("editor", ENGLISH)


def test_fields_and_blocks_of_a_page_are_stored_without(editor: Client) -> None:
    page = make_page()
    form = OpenForm(editor, f"/admin/pages/{page.pk}/edit/").type(title_en=PASTED, summary_en=f"{PASTED}\n\tor boat")
    form.type_text("body_en-0-value", f"<p>{PASTED}</p>")
    form.save()
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title_en == KEPT
    assert draft.summary_en.splitlines() == [KEPT, "\tor boat"]
    assert KEPT in draft.body_en[0].value.source


def test_snippets_are_stored_without(editor: Client) -> None:
    topic = NewsTopic.objects.create(slug="trade", label_en="Trade", label_zh_hans="贸易")
    OpenForm(editor, f"/admin/snippets/pages_news/newstopic/edit/{topic.pk}/").type(label_en=PASTED).save()
    topic.refresh_from_db()
    assert topic.label_en == KEPT


def test_a_password_is_what_was_typed() -> None:
    assert forms.CharField(strip=False).clean("a\x0bb") == "a\x0bb"
    assert forms.CharField().clean("\x01 a\x0bb\r\n") == "a b"
