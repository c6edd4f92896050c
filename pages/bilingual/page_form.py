"""The form of a page in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from pages.bilingual.languages import LANGUAGES
from pages.bilingual.merged_form import MergedForm
from pages.bilingual.readiness_form import ReadinessForm
from pages.bilingual.rights import editable_languages, languages_below


class LanguagePageForm(ReadinessForm, MergedForm, WagtailAdminPageForm):
    """``base_form_class`` of every page type."""

    def __init__(self, *args: Any, parent_page: Any = None, **kwargs: Any) -> None:
        self._parent = parent_page  # Wagtail sets its own attribute too late
        super().__init__(*args, parent_page=parent_page, **kwargs)

    def languages_of_user(self) -> frozenset[str]:
        if self.for_user is None:
            return frozenset(LANGUAGES)
        if self.instance.pk:
            return editable_languages(self.for_user, self.instance)
        return languages_below(self.for_user, self._parent) if self._parent else frozenset(LANGUAGES)

    def is_valid(self) -> bool:
        return super().is_valid() and self._comments_are_own()

    def _comments_are_own(self) -> bool:
        """Wagtail passes over the checks of a comment that is marked as deleted, so anybody could delete anybody's."""
        comments = self.formsets.get("comments")
        if comments is None or self.for_user is None or self.for_user.is_superuser:
            return True
        others = [
            form for form in comments.deleted_forms if form.instance.pk and form.instance.user_id != self.for_user.pk
        ]
        if others:
            self.add_error(None, ValidationError(_("Somebody else's comment can be resolved, but not deleted.")))
        return not others
