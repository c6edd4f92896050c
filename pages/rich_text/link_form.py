"""The form for a link to elsewhere: where no address was sent, Wagtail's (8.0) fails, and should say that one is required."""

from collections.abc import Mapping
from typing import Any

from django.forms import TextInput
from wagtail.admin.forms.choosers import ExternalLinkChooserForm


class AddressInput(TextInput):
    """Takes an address that is missing for an empty one."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        return super().value_from_datadict(data, files, name) or ""


def connect() -> None:
    field = ExternalLinkChooserForm.base_fields["url"]
    field.widget = AddressInput(attrs=field.widget.attrs)
    field.widget.is_required = field.required
