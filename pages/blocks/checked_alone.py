"""One body at a time is checked in a process.

To save a draft with gaps, Wagtail (8.0) switches “required” off in the blocks themselves, checks, and switches it on again;
all threads share the blocks. Two people who save in the same moment got an error, or a page went live with a gap.
"""

from threading import RLock
from typing import Any

from wagtail.admin.forms.models import register_form_field_override
from wagtail.blocks import BlockField
from wagtail.fields import StreamField

_lock = RLock()


class CheckedAloneField(BlockField):
    """The form field of every body."""

    def clean(self, value: Any) -> Any:
        with _lock:
            return super().clean(value)


def connect() -> None:
    register_form_field_override(StreamField, override={"form_class": CheckedAloneField})
