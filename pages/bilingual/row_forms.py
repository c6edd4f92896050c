"""Rows of a page in a form. A row is known by its key, never by its place or its id in the database.

The id cannot name it: a row that was added to the draft of a live page has none. The place cannot either: somebody else
may have added, removed or moved rows since this browser loaded them.
"""

import uuid
from typing import Any

from django import forms
from django.db import models
from django.forms.formsets import ORDERING_FIELD_NAME
from django.forms.models import BaseModelFormSet
from django.forms.utils import ErrorDict
from modelcluster.forms import BaseChildFormSet
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.admin.forms.models import WagtailAdminModelForm

from pages.bilingual.language_form import NOT_TEXT, FormState, LanguageForm
from pages.bilingual.languages import LANGUAGES
from pages.bilingual.merge import Place, held, merge_order

LAST = 10**6
"""Where a row without a place of its own is sorted."""


class RowForm(LanguageForm, WagtailAdminModelForm):
    """One row."""

    not_text = NOT_TEXT | {"key", "id"}
    key = ""
    """The row's key, once the set knows it."""
    is_known = False
    """Whether the row is stored already."""
    is_made_up = False
    """Whether somebody sends it who may not add rows."""

    def full_clean(self) -> None:
        if self.is_made_up:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
        else:
            super().full_clean()


class RowFormSet(BaseChildFormSet):
    """The rows of one relation. Without the right to what exists once, none can be added, removed or moved."""

    languages = frozenset(LANGUAGES)
    is_locked = False
    form_key = ""
    """Names this form as long as it is open: see ``form_memory.py``."""
    seen: dict[str, FormState] | None = None
    own: dict[str, FormState] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(getattr(self.instance, self.rel_name).all())
        self.rows_by_key = {str(row.key): row for row in self.rows}
        self.clashes: list[Place] = []
        self.final_rows: list[models.Model] = list(self.rows)
        self._keys_used: set[str] = set()

    def limit_to(self, languages: frozenset[str]) -> None:
        self.languages = languages
        self.is_locked = DEFAULT_LANGUAGE not in languages
        if self.is_locked:
            # can_delete stays: Wagtail's panel looks for the field.
            self.can_order = self.validate_min = self.validate_max = False
            self.min_num, self.max_num = 0, len(self.rows)

    def merge_from(self, seen: list[Any] | None, own: list[Any] | None) -> None:
        self.seen, self.own = (None if state is None else dict(state) for state in (seen, own))

    # --- which form is which row

    def get_queryset(self) -> list[models.Model]:
        return self.rows

    def _construct_form(self, i: int, **kwargs: Any) -> RowForm:
        stored = self.rows[i] if i < len(self.rows) else self.model()
        row = self._row_posted(self.add_prefix(i)) if self.is_bound else stored
        if str(row.key) in self.rows_by_key:
            kwargs["empty_permitted"] = False
        # Past Wagtail's and Django's own, which look for an id.
        return super(BaseModelFormSet, self)._construct_form(i, instance=row, **kwargs)

    def _row_posted(self, prefix: str) -> models.Model:
        """The stored row of the key that was posted, else a new one.

        A new row without a key gets one that follows from the form and the row's place in it, so that it is the same row
        when the browser sends it again because it never heard of the first time.
        """
        key = _uuid(self.data.get(f"{prefix}-key", "")) or str(uuid.uuid5(uuid.NAMESPACE_OID, self.form_key + prefix))
        if key in self._keys_used:
            key = str(uuid.uuid4())
        self._keys_used.add(key)
        return self.rows_by_key.get(key) or self.model(key=uuid.UUID(key))

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields.pop("id", None)
        form.key = str(form.instance.key)
        form.is_known = form.key in self.rows_by_key
        form.is_made_up = self.is_locked and self.is_bound and not form.is_known
        is_named = form.is_known or (self.is_bound and index is not None)
        form.fields["key"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=form.key if is_named else ""
        )
        for nested in form.row_sets().values():
            nested.form_key = self.form_key + form.prefix
        form.limit_to(self.languages)
        form.merge_from(*(None if state is None else state.get(form.key) for state in (self.seen, self.own)))

    def _should_delete_form(self, form: RowForm) -> bool:
        if self.is_locked:
            return not form.is_known  # made up: passed over; a real row stays
        return super()._should_delete_form(form)

    def forms_kept(self) -> list[RowForm]:
        """Of a valid set: the forms of rows that stay or are new, in the order of the browser."""
        kept = [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.is_known or form.has_changed() or not form.empty_permitted)
        ]
        if self.can_order:
            kept.sort(key=_place_of)
        return kept

    # --- states

    def state_stored(self) -> list[Any]:
        return [[str(row.key), self._form_of(row).state_stored()] for row in self.rows]

    def state_sent(self) -> list[Any]:
        return [[form.key, form.state_sent()] for form in self.forms_kept()]

    def _form_of(self, row: models.Model) -> RowForm:
        for form in self.forms:
            if form.instance is row:
                return form
        form = self.form(instance=row, prefix="unseen", **self.form_kwargs)  # of a row that this browser does not know
        form.limit_to(self.languages)
        return form

    # --- merging

    def merge(self) -> None:
        """Of a valid set: which rows there will be, in which order, and what clashes."""
        kept = self.forms_kept()
        if self.is_locked:
            self.final_rows = list(self.rows)
        else:
            self.final_rows = self._merged_rows(kept)
        for form in kept:
            for nested in form.row_sets().values():
                nested.merge()
            self.clashes += [(form.key, *place) for place in form.all_clashes()]

    def _merged_rows(self, kept: list[RowForm]) -> list[models.Model]:
        sent = {form.key: form for form in kept}
        stored = {str(row.key): self._form_of(row).state_stored() for row in self.rows}
        if self.seen is None:  # not known: the rows that were not sent stay
            removed = {form.key for form in self.forms if form.is_known and self._should_delete_form(form)}
            base = {key: state for key, state in stored.items() if key in sent or key in removed}
        else:
            base = held(self.seen, self.own or {})
        own = self.own or {}
        order, clashes = merge_order(
            list(base),
            list(sent),
            list(stored),
            changed_by_me={key for key, form in sent.items() if not _holds(base.get(key), form.state_sent())},
            changed_by_them={
                key
                for key, state in stored.items()
                if not _holds(base.get(key), state) and not _holds(own.get(key), state)
            },
        )
        for key in clashes:
            self.clashes += [(key, column) for column in _unlike(base.get(key), stored.get(key))] or [(key,)]
        return [self.rows_by_key.get(key) or sent[key].instance for key in order]

    # --- saving

    def save(self, commit: bool = True) -> list[models.Model]:
        manager = getattr(self.instance, self.rel_name)
        self.new_objects = [row for row in self.final_rows if str(row.key) not in self.rows_by_key]
        self.deleted_objects = [row for row in self.rows if row not in self.final_rows]
        self.changed_objects = []
        for form in self.forms_kept():
            if any(form.instance is row for row in self.final_rows):
                form.save(commit=False)
                if form.is_known and form.has_changed():
                    self.changed_objects.append((form.instance, form.changed_data))
        if not self.is_locked:
            for place, row in enumerate(self.final_rows):
                row.sort_order = place
        manager.set(self.final_rows)
        if commit:
            manager.commit()
        return self.final_rows

    def keys_to_tell(self) -> list[tuple[str, str]]:
        """(name of hidden field, key) of rows that the browser knows no key of yet."""
        told = []
        for form in self.forms_kept():
            if not self.data.get(f"{form.prefix}-key"):
                told.append((f"{form.prefix}-key", form.key))
            for nested in form.row_sets().values():
                told += nested.keys_to_tell()
        return told


def _uuid(text: str) -> str:
    """The same, as Python writes it; "" for what is none."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


def _place_of(form: RowForm) -> int:
    place = form.cleaned_data.get(ORDERING_FIELD_NAME) if hasattr(form, "cleaned_data") else None
    return LAST if place is None else place


def _holds(state: FormState | None, other: FormState) -> bool:
    """Whether two states agree in what both know: a person with one language sends only that one's columns."""
    if state is None:
        return False
    fields, others = state["fields"], other["fields"]
    return all(fields[name] == others[name] for name in fields.keys() & others.keys()) and all(
        dict(rows).keys() == dict(other["rows"].get(name, [])).keys() for name, rows in state["rows"].items()
    )


def _unlike(state: FormState | None, other: FormState | None) -> list[str]:
    if state is None or other is None:
        return []
    return [name for name, each in other["fields"].items() if state["fields"].get(name) != each]
