"""The whole form of a page, a snippet or a setting: its languages, what the browser held, and what clashes."""

import json
import uuid
from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from pages.bilingual.agreed import form_agreed
from pages.bilingual.language_form import TEXT_SEEN, FormState, LanguageForm
from pages.bilingual.languages import LANGUAGES
from pages.bilingual.merge import State
from pages.bilingual.readiness_form import ReadinessForm
from pages.bilingual.rights import editable_languages
from pages.bilingual.row_forms import RowFormSet


class MergedForm(LanguageForm):
    """A form that stands by itself. ``form_key`` names it as long as it is open in a browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = read_state(self.data.get(self.add_prefix(TEXT_SEEN), "")) if self.is_bound else None
        self.form_key = held["form"] if held else str(uuid.uuid4())
        self.fields[TEXT_SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)
        for rows in self.row_sets().values():
            rows.form_key = self.form_key
        self.limit_to(self.languages_of_user())
        if self.is_bound:
            from pages.models import FormMemory

            own = FormMemory.recall(self.form_key, self.for_user) if held and self.for_user else None
            self.merge_from(held, own)
        else:
            self.initial[TEXT_SEEN] = self.write_state(self.state_stored())

    def languages_of_user(self) -> frozenset[str]:
        """Whose rights count is ``for_user``; without it nobody is asking, and the form is whole."""
        return frozenset(LANGUAGES) if self.for_user is None else editable_languages(self.for_user, self.instance)

    def limit_to(self, languages: frozenset[str]) -> None:
        super().limit_to(languages)
        for name, formset in list(self.formsets.items()):
            # Rows that are not edited by language are for those who may change everything.
            if name != "comments" and not isinstance(formset, RowFormSet) and languages != frozenset(LANGUAGES):
                del self.formsets[name]

    def is_valid(self) -> bool:
        is_valid: bool = super().is_valid()
        if is_valid:
            for rows in self.row_sets().values():
                rows.clashes = []
                rows.merge()
        return is_valid

    def comes_late(self) -> bool:
        """Whether this form was saved already as it was later on, by what its saves say of their order."""
        return 0 < _number(self.seen) < _number(self.own)

    def remember(self, *, is_saved: bool = True, session: int | None = None) -> None:
        """Keep the state of what the browser holds: as it was saved, or as it was loaded."""
        from pages.models import FormMemory

        if self.for_user is None:
            return
        if is_saved:
            FormMemory.keep(self.form_key, self.for_user, {**self.state_sent(), "sent": _number(self.seen)}, session)
        elif not self.is_bound:
            FormMemory.keep(self.form_key, self.for_user, self.state_stored(), session)
        else:  # shown again with its errors
            FormMemory.objects.filter(key=self.form_key, user=self.for_user).update(session=session)

    def write_state(self, state: FormState) -> str:
        return json.dumps({"form": self.form_key, **state}, separators=(",", ":"))

    def decide_again(self) -> None:
        """After the clashes were shown: the next save is a decision about them, so what stands there by now was seen.

        Only there: what somebody else changed beside it is still merged.
        """
        stored = self.state_stored()
        seen = self.seen or stored
        for place in self.all_clashes():
            seen = form_agreed(self.fields, seen, stored, place)
        self.data = self.data.copy()
        self.data[self.add_prefix(TEXT_SEEN)] = self.write_state(seen)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What the open form must know after an autosave: what it holds now, and the keys of its new rows."""
        told: list[tuple[str, str]] = super().get_field_updates_for_resave()
        for rows in self.row_sets().values():
            told += rows.keys_to_tell()
        return [*told, (self.add_prefix(TEXT_SEEN), self.write_state(self.state_sent()))]


class LanguageModelForm(ReadinessForm, MergedForm, WagtailAdminModelForm):
    """``base_form_class`` of translated snippets and settings."""


def read_state(text: str) -> FormState | None:
    """What came back from the browser; None where it cannot be read.

    Nothing is decided by it but whose of two texts counts, in fields that the sender may change anyway.
    """
    try:
        posted = json.loads(text)
        number = posted.get("sent")
        counted = {"sent": number} if isinstance(number, int) else {}
        return {"form": str(uuid.UUID(posted["form"])), **counted, **_form_state(posted)}
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None


def _number(state: FormState | None) -> int:
    """Which of a form's saves it was, counted by the browser; 0 where nobody counted."""
    number: int = (state or {}).get("sent", 0)
    return number


def _form_state(posted: dict[str, Any]) -> FormState:
    return {
        "fields": {str(name): _state(each) for name, each in posted["fields"].items()},
        "rows": {
            str(name): [[str(key), _form_state(row)] for key, row in rows] for name, rows in posted["rows"].items()
        },
    }


def _state(posted: Any) -> State:
    if isinstance(posted, str):
        return posted
    if isinstance(posted, dict):
        return {str(name): _state(each) for name, each in posted.items()}
    return [[str(key), _state(each)] for key, each in posted]
