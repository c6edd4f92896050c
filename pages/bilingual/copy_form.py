"""Copying a page: both titles are asked for, and both are written."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.copy import CopyView

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code

TITLE_FIELDS = {code: "new_title" if code == DEFAULT_LANGUAGE else column("new_title", code) for code in LANGUAGES}
"""Form field of each language's title; the default language's is Wagtail's own field."""


class BilingualCopyForm(CopyForm):
    """Wagtail's form, which knows one title, with one for each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in TITLE_FIELDS.items():
            self.fields[name] = forms.CharField(
                label=_("New title (%(language)s)") % {"language": NAMES[code]},
                initial=getattr(self.page, column("title", code)),
                max_length=self.page._meta.get_field("title").max_length,
                required=code == DEFAULT_LANGUAGE,
                widget=forms.TextInput(attrs={"lang": html_code(code)}),
            )
        self.order_fields([*TITLE_FIELDS.values(), "new_slug", "new_parent_page"])

    def titles(self) -> dict[str, str]:
        """Column → title, of a valid form."""
        return {column("title", code): self.cleaned_data[name] for code, name in TITLE_FIELDS.items()}


class BilingualCopyView(CopyView):
    """Shows every field of the form; Wagtail's template lists its own by name."""

    template_name = "pages_admin/copy.html"

    def get_form_class(self) -> type[CopyForm]:
        # Named here, not as copy_form_class of the model: Wagtail's form needs the model to be loaded.
        return BilingualCopyForm

    def form_valid(self, form: BilingualCopyForm) -> HttpResponse:
        self.request.titles_of_copy = form.titles()
        # The copy and its second title come together or not at all.
        with transaction.atomic():
            return super().form_valid(form)


def write_titles_of_copy(request: HttpRequest, page: Any, new_page: Any) -> None:
    """For Wagtail's hook ``after_copy_page``. An alias keeps the titles of its original."""
    titles = getattr(request, "titles_of_copy", None)
    if not titles or new_page.alias_of_id:
        return
    copy = new_page.specific
    stored = {"title": titles[column("title", DEFAULT_LANGUAGE)], **titles}
    # Not through save(): a copy is a draft that need not be valid yet, and the revision exists already.
    type(copy).objects.filter(pk=copy.pk).rewrite(False).update(**stored, draft_title=stored["title"])
    revision = copy.latest_revision
    revision.content |= stored
    revision.object_str = stored["title"]
    revision.save(update_fields=["content", "object_str"])
