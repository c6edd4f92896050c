"""A form of the admin as somebody's browser holds it: opened, typed into, saved by itself or by hand."""

import copy
from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.http import HttpResponse
from django.test import Client
from wagtail.blocks import BlockField, ListBlock, RichTextBlock, StreamBlock, StructBlock

KEPT_FROM_SAVE = ("text_seen", "-key", "-INITIAL_FORMS")


class OpenForm:
    """What one browser holds of an edit form; it hears of others only by what its own saves are answered."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.overwritten: int | None = None
        self.load()

    def load(self) -> None:
        response = self.client.get(self.address)
        assert response.status_code == 200, response.status_code
        self.html = response.content.decode()
        self.form = response.context["form"]
        self.data = posted(self.form)
        for name in ("loaded_revision_id", "loaded_revision_created_at"):
            if f'name="{name}"' in self.html:
                self.data[name] = self.html.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]

    @property
    def names(self) -> set[str]:
        return set(self.data)

    def type(self, **values: Any) -> "OpenForm":
        """Give fields new values, by the name that is posted; ``__`` stands for a hyphen."""
        self.data |= {name.replace("__", "-"): value for name, value in values.items()}
        return self

    def type_text(self, name: str, html: str) -> None:
        """Into a rich-text field or block of that posted name."""
        self.data[name] = draftail_of(self.form, name).format_value(html)

    def add_row(self, relation: str, **columns: Any) -> int:
        place = int(self.data[f"{relation}-TOTAL_FORMS"])
        self.data[f"{relation}-TOTAL_FORMS"] = str(place + 1)
        row = {"key": "", "ORDER": str(place + 1), "DELETE": "", **columns}
        self.data |= {f"{relation}-{place}-{name}": value for name, value in row.items()}
        return place

    def autosave(self, *, answer_is_lost: bool = False) -> dict[str, Any]:
        data = copy.copy(self.data)
        if self.overwritten:
            data["overwrite_revision_id"] = str(self.overwritten)
        response = self.client.post(self.address, data, headers={"accept": "application/json"})
        answer: dict[str, Any] = response.json()
        if answer.get("success") and not answer_is_lost:
            self.overwritten = answer["revision_id"]
            self.data |= {
                name: value for name, value in answer["field_updates"].items() if name.endswith(KEPT_FROM_SAVE)
            }
        return answer

    def save(self, **action: str) -> HttpResponse:
        return self.client.post(self.address, {**self.data, **action})


def posted(form: Any) -> dict[str, Any]:
    """What a browser would post of a form as it was rendered."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name in (ORDERING_FIELD_NAME, DELETION_FIELD_NAME):
            continue
        data |= _flat(form.add_prefix(name), field, value)
    for formset in form.formsets.values():
        prefix = formset.prefix
        data |= {
            f"{prefix}-TOTAL_FORMS": str(len(formset.forms)),
            f"{prefix}-INITIAL_FORMS": str(formset.initial_form_count()),
            f"{prefix}-MIN_NUM_FORMS": "0",
            f"{prefix}-MAX_NUM_FORMS": "1000",
        }
        for place, row in enumerate(formset.forms):
            data |= posted(row)
            data[f"{row.prefix}-DELETE"] = ""
            if formset.can_order:
                data[f"{row.prefix}-ORDER"] = str(place + 1)
    return data


def _flat(name: str, field: Any, value: Any) -> dict[str, Any]:
    if isinstance(field, BlockField):
        return _block(name, field.block, value)
    prepared = field.prepare_value(value)
    widget = field.widget
    if widget.input_type == "checkbox" if hasattr(widget, "input_type") else False:
        return {name: "on"} if prepared else {}
    if isinstance(prepared, list | tuple):
        return {name: [str(getattr(each, "pk", each)) for each in prepared]}
    formatted = widget.format_value(prepared)
    if isinstance(formatted, list | tuple):
        return {name: [str(each) for each in formatted]}
    return {name: "" if formatted is None else str(formatted)}


def _block(name: str, block: Any, value: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if isinstance(block, StreamBlock):
        data[f"{name}-count"] = str(len(value or []))
        for place, child in enumerate(value or []):
            data |= {
                f"{name}-{place}-type": child.block_type,
                f"{name}-{place}-id": child.id,
                f"{name}-{place}-order": str(place),
                f"{name}-{place}-deleted": "",
                **_block(f"{name}-{place}-value", child.block, child.value),
            }
    elif isinstance(block, ListBlock):
        data[f"{name}-count"] = str(len(value))
        for place, child in enumerate(value.bound_blocks):
            data |= {
                f"{name}-{place}-id": child.id,
                f"{name}-{place}-order": str(place),
                f"{name}-{place}-deleted": "",
                **_block(f"{name}-{place}-value", child.block, child.value),
            }
    elif isinstance(block, StructBlock):
        for key, child in block.child_blocks.items():
            data |= _block(f"{name}-{key}", child, value.get(key))
    elif isinstance(block, RichTextBlock):
        data[name] = block.field.widget.format_value(value.source)
    else:
        data |= _flat(name, block.field, block.value_for_form(value))
    return data


def draftail_of(form: Any, name: str) -> Any:
    """The widget of a rich text somewhere in a stream; all of ours have the same features."""
    for block in form.fields[name.split("-")[0]].block.child_blocks.values():
        if isinstance(block, RichTextBlock):
            return block.field.widget
    raise KeyError(name)
