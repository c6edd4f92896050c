"""What a form says about readiness: the state of each language, what is confirmed, and a minor correction.

A save by hand confirms what was translated; autosave confirms nothing and never counts as a minor correction.
"""

from contextvars import ContextVar
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.models import AbstractPage

from pages.bilingual.content_checks.findings import blocking_findings
from pages.bilingual.content_checks.rules import Check, Finding
from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import NAMES, TRANSLATED, column
from pages.bilingual.readiness import ReadyState
from pages.bilingual.units import UnitState

MINOR = "minor_correction"
PUBLISH_LANGUAGE = "action-publish-language"
"""Name of the button that publishes one language; its value is the language."""
SHOWN = 5
"""How many findings an error names."""


_is_by_hand: ContextVar[bool] = ContextVar("save_is_by_hand", default=True)


class SavedByHandView:
    """For a view of Wagtail's that also answers autosaves, before it among the bases: an autosave is nobody's decision."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = _is_by_hand.set(request.accepts("text/html"))
        try:
            return super().dispatch(request, *args, **kwargs)
        finally:
            _is_by_hand.reset(token)


def state_field(language: str) -> str:
    return column("state", language)


def confirm_field(language: str) -> str:
    return column("confirm", language)


class ReadinessForm:
    """For a model form of Wagtail's, before it among the bases; the model has a record of readiness.

    An object without one (a picture, a source) leaves it as it is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_by_hand = _is_by_hand.get()
        if not hasattr(self.instance, "readiness"):
            return
        for language in self.languages_translated():
            self.fields[state_field(language)] = forms.ChoiceField(
                label=_("%(language)s is") % {"language": NAMES[language]},
                choices=self._states_to_choose(language),
                initial=self.instance.state_in(language) if self.instance.pk else ReadyState.DRAFT,
                required=False,
                show_hidden_initial=True,  # what this browser shows may not be what is stored by now
            )
            self.fields[confirm_field(language)] = forms.MultipleChoiceField(
                choices=[(unit.path, unit.label) for unit in self.instance.units(language)],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.instance.pk and self._has_language(DEFAULT_LANGUAGE):
            self.fields[MINOR] = forms.BooleanField(
                label=_("Minor correction: keep translations current"),
                help_text=_("For a typing mistake in English: translations that were up to date stay so."),
                required=False,
            )

    def languages_translated(self) -> list[str]:
        """Codes of the languages but English that this form may change."""
        return [language for language in TRANSLATED if self._has_language(language)]

    def _has_language(self, language: str) -> bool:
        return any(column(name, language) in self.fields for name in translated_field_names(self._meta.model))

    def _may_set_ready(self) -> bool:
        """Of a page, whoever may publish it; of anything else, whoever may change it."""
        if self.for_user is None or not isinstance(self.instance, AbstractPage):
            return True
        if self.instance.pk:
            return bool(self.instance.permissions_for_user(self.for_user).can_publish())
        parent = getattr(self, "parent_page", None) or getattr(self, "_parent", None)
        return parent is None or bool(parent.permissions_for_user(self.for_user).can_publish_subpage())

    def _states_to_choose(self, language: str) -> list[tuple[str, str]]:
        current = self.instance.state_in(language) if self.instance.pk else ReadyState.DRAFT
        # Left as it was shown, it is no choice: see _state_chosen.
        shown = self.data.get(self.add_initial_prefix(state_field(language)))
        may_set_ready = self._may_set_ready()
        return [
            (state.value, state.label)
            for state in ReadyState
            if state != ReadyState.READY or may_set_ready or ReadyState.READY in (current, shown)
        ]

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_by_hand or self.errors or not hasattr(self.instance, "readiness"):
            return
        self._check_approval()
        for language in TRANSLATED:
            name = state_field(language)
            chosen = self._state_chosen(language)
            if (chosen or self.instance.state_in(language)) != ReadyState.READY:
                continue
            found = (
                self._what_holds_up(language, with_missing=bool(chosen)) if chosen or self._publishes(language) else []
            )
            if found:
                self.add_error(name if name in self.fields else None, say_findings(found, language))

    def _check_approval(self) -> None:
        """Wagtail offers “approve” by the draft that is stored; what is approved is the text in the form."""
        if self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve":
            task = self.instance.current_workflow_task
            found = task.what_holds_up(self.instance) if hasattr(task, "what_holds_up") else []
            if found:
                values = {"findings": list_findings(found)}
                self.add_error(None, ValidationError(_("It cannot be approved yet. %(findings)s") % values))

    def _state_chosen(self, language: str) -> ReadyState | None:
        """The state that this person chose, where it is another: not what stood in the form when it was opened."""
        name = state_field(language)
        chosen = self.cleaned_data.get(name) if name in self.changed_data else None
        return ReadyState(chosen) if chosen and chosen != self.instance.state_in(language) else None

    def _publishes(self, language: str) -> bool:
        return "action-publish" in self.data or self.data.get(PUBLISH_LANGUAGE) == language

    def _what_holds_up(self, language: str, *, with_missing: bool) -> list[Finding]:
        found = blocking_findings(self.instance, language)
        return [each for each in found if with_missing or each.check != Check.MISSING]

    def save(self, commit: bool = True) -> Any:
        is_new = self.instance.pk is None
        instance = super().save(commit=commit)
        if not hasattr(instance, "readiness"):
            return instance
        self._record(instance, is_new)
        if commit and not isinstance(instance, AbstractPage):
            instance.save(update_fields=["readiness"])
        return instance

    def _record(self, instance: Any, is_new: bool) -> None:
        for language in TRANSLATED:
            if not instance.readiness.get(language, {}).get("state"):
                instance.set_state_in(language, ReadyState.DRAFT if is_new else instance.state_in(language))
            if not self.is_by_hand:
                continue
            if language in self.languages_translated():
                self._confirm(instance, language)
            if self._has_language(DEFAULT_LANGUAGE):
                if self.cleaned_data.get(MINOR):
                    instance.keep_current(language)
                instance.remember_stale(language)
            if chosen := self._state_chosen(language):
                instance.set_state_in(language, chosen, self.for_user)

    def _confirm(self, instance: Any, language: str) -> None:
        is_unconfirmed = any(unit.state == UnitState.UNCONFIRMED for unit in instance.units(language))
        before = live_version(instance) if is_unconfirmed else None
        instance.confirm_changed(language, before)
        asked = self.cleaned_data.get(confirm_field(language))
        if asked:
            instance.confirm(language, asked)


def live_version(instance: Any) -> models.Model | None:
    """What visitors read of a page now; None of a page that is not live, and of anything else."""
    if not isinstance(instance, AbstractPage) or not instance.pk:
        return None
    live: models.Model | None = type(instance).objects.filter(pk=instance.pk, live=True).first()
    return live


def list_findings(found: list[Finding]) -> str:
    """The first few, each with its place."""
    return " ".join(f"{each.label}: {each.message}" for each in found[:SHOWN])


def say_findings(found: list[Finding], language: str) -> ValidationError:
    """Why a translation cannot go on, for the form."""
    values = {"language": NAMES[language], "findings": list_findings(found)}
    return ValidationError(_("%(language)s cannot be ready yet. %(findings)s") % values)
