"""What every form of translated text shares: it holds the fields of its user's languages, and merges them when saved.

A field outside the user's languages leaves the form before anything is bound: what is posted for it is never read, and
the instance, which is the latest revision, keeps its value.
"""

import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import BlockField, StreamValue

from pages.bilingual.languages import LANGUAGES, NAMES
from pages.bilingual.merge import Merge, Place, State, block_state, digest
from pages.bilingual.rights import field_language

TEXT_SEEN = "text_seen"
"""Hidden field of a form: the state of the text as this browser was last known to hold it."""

NOT_TEXT = frozenset({"comment_notifications", TEXT_SEEN, DELETION_FIELD_NAME, ORDERING_FIELD_NAME})
"""Fields that belong to a form itself."""

type FormState = dict[str, Any]
"""``{"fields": {name: State}, "rows": {relation: [[key, FormState], …]}}``."""


class LanguageForm:
    """For a model form of Wagtail's, before it among the bases; of a page, a snippet, a setting or a row of one."""

    languages: frozenset[str] = frozenset(LANGUAGES)
    not_text: frozenset[str] = NOT_TEXT
    locked_fields: frozenset[str] = frozenset()
    """Names of the fields that this user may read and not change."""
    seen: FormState | None = None
    """What this browser was last known to hold; None where that is not known."""
    own: FormState | None = None
    """What this browser saved last, where the answer to it may have been lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before a form gives its fields other initial values than the model's.
        self.stored_values = {name: self.get_initial_for_field(each, name) for name, each in self.fields.items()}
        self.clashes: list[Place] = []
        self.sent: dict[str, State] = {}

    def limit_to(self, languages: frozenset[str]) -> None:
        """Take out what is not in ``languages``, and note what is stored of the rest. Before the form is validated."""
        self.languages = languages
        self.locked_fields = frozenset(
            name
            for name in self.fields
            if name not in self.not_text and field_language(self._meta.model, name) not in languages
        )
        for name in self.locked_fields:
            del self.fields[name]
        self.stored = {
            name: field_state(field, self.stored_values.get(name))
            for name, field in self.fields.items()
            if name not in self.not_text
        }
        for rows in self.row_sets().values():
            rows.limit_to(languages)

    def row_sets(self) -> dict[str, Any]:
        """The form's sets of rows, by relation."""
        from pages.bilingual.row_forms import RowFormSet

        return {name: each for name, each in self.formsets.items() if isinstance(each, RowFormSet)}

    def merge_from(self, seen: FormState | None, own: FormState | None) -> None:
        """Say what the browser held, and what it saved last. Before the form is validated."""
        self.seen, self.own = seen, own
        for name, rows in self.row_sets().items():
            rows.merge_from(*(None if state is None else state["rows"].get(name, []) for state in (seen, own)))

    def state_stored(self) -> FormState:
        """The state of what is stored, of the fields and rows of this form."""
        return {
            "fields": self.stored,
            "rows": {name: rows.state_stored() for name, rows in self.row_sets().items()},
        }

    def state_sent(self) -> FormState:
        """The state of what the browser holds now, after a save: what it sent."""
        return {
            "fields": {**(self.seen or {}).get("fields", {}), **self.sent},
            "rows": {name: rows.state_sent() for name, rows in self.row_sets().items()},
        }

    def _post_clean(self) -> None:
        self._merge_fields()
        super()._post_clean()

    def _update_errors(self, errors: ValidationError) -> None:
        """What a model finds wrong with a field that is not in the form: nothing this person could mend, if it is locked."""
        if hasattr(errors, "error_dict"):
            by_field = errors.error_dict
            for name in [name for name in by_field if name != NON_FIELD_ERRORS and name not in self.fields]:
                elsewhere = by_field.pop(name)
                if name not in self.locked_fields:
                    by_field.setdefault(NON_FIELD_ERRORS, []).extend(elsewhere)
        super()._update_errors(errors)

    def _merge_fields(self) -> None:
        """Leave in ``cleaned_data`` what is to be written: this browser's changes, merged with everybody else's."""
        for name, theirs in self.stored.items():
            if name not in self.cleaned_data:
                continue
            field, value = self.fields[name], self.cleaned_data[name]
            mine = self.sent[name] = field_state(field, value)
            base = theirs if self.seen is None else self.seen["fields"].get(name, theirs)
            own = self.own["fields"].get(name) if self.own else None
            if mine == base and theirs not in (base, own):
                # construct_instance() leaves what the instance holds.
                del self.cleaned_data[name]
            elif theirs in (base, own, mine):
                continue
            elif isinstance(field, BlockField):
                self.cleaned_data[name] = self._merged_blocks(name, base, value, own)
            else:
                self.clashes.append((name,))

    def _merged_blocks(self, name: str, base: State, value: Any, own: State | None) -> StreamValue:
        block, merge = self.fields[name].block, Merge()
        mine, theirs = (list(block.get_prep_value(each)) for each in (value, self.stored_values[name]))
        merged = merge.block(block, base, mine, theirs, own=own, place=(name,))
        self.clashes += merge.clashes
        return StreamValue(block, merged, is_lazy=True)

    def all_clashes(self) -> list[Place]:
        """Of the form and its rows; a row's place is relation, key and column."""
        in_rows = [(name, *place) for name, rows in self.row_sets().items() for place in rows.clashes]
        return self.clashes + in_rows


def field_state(field: Any, value: Any) -> State:
    """The state of a form field's value, cleaned or initial."""
    if isinstance(field, BlockField):
        return block_state(field.block, list(field.block.get_prep_value(value)))
    prepared = field.prepare_value(value)
    if isinstance(prepared, list | tuple):
        prepared = sorted(str(getattr(each, "pk", each)) for each in prepared)
    if isinstance(prepared, datetime.datetime):
        prepared = prepared.replace(second=0, microsecond=0)  # what a form shows of it
    return digest(prepared)


def label_of(model: type[models.Model], name: str) -> str:
    """A field's name for people, with its language where it has one."""
    field: Any = model._meta.get_field(name)
    language = getattr(field, "language", None)
    if not language:
        return capfirst(str(field.verbose_name))
    label = capfirst(str(field.translated_field.verbose_name))
    return _("%(label)s (%(language)s)") % {"label": label, "language": NAMES[language]}
