"""The form: what a visitor may tell, with errors that say what to do."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from pages.contact.about import About
from pages.contact.models import ContactMessage
from pages.contact.models.message import LONGEST_TEXT

if TYPE_CHECKING:
    from pages.contact.models import ContactPage

TRAP = "website"
"""A field that no person sees. Programs that fill in every field fill in this one."""
SHORTEST_TEXT = 3
"""Characters: 有误 with a stop says enough, “hm” does not."""
_TURNING = {ord(character): None for character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"}
"""Marks that would turn the direction of the text around a message, and that nobody types."""


def what_it_is_about(query: Mapping[str, Any]) -> dict[str, str]:
    """Initial values of the form, from its address."""
    return About.of(query).fields


def tidied(text: str) -> str:
    """Text without control characters but line breaks and tabs, with one kind of line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TURNING)
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs", "Co"})


class TypedText(forms.CharField):
    """Takes what a person typed, and drops what only machines send."""

    def to_python(self, value: Any) -> str:
        return super().to_python(tidied(str(value)) if value is not None else value) or ""


class TypedLine(TypedText):
    """The same on one line: whatever a field of a mail could be broken out of with becomes a space."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s+", " ", super().to_python(value)).strip()


class ContactForm(forms.Form):
    """Needs a page for its roles. ``doubts`` of an earlier try are confirmed by the signed ``again``."""

    role = forms.ChoiceField(label=pgettext_lazy("recipient of a message", "To"), required=False)
    text = TypedText(
        label=gettext_lazy("Your message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write your message.")},
    )
    name = TypedLine(
        label=gettext_lazy("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        required=False,
        help_text=gettext_lazy("Only if you would like an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("This is not a whole mail address; it looks like name@example.org.")},
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Without your consent the message cannot be stored.")}
    )
    figure = TypedLine(required=False, widget=forms.HiddenInput)
    session = TypedLine(required=False, widget=forms.HiddenInput)
    through = TypedLine(required=False, widget=forms.HiddenInput)
    again = TypedLine(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, page: "ContactPage", **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, auto_id="contact-%s", **options)
        self.page = page
        roles = page.roles_shown
        if len(roles) > 1:
            self.fields["role"].choices = [(str(role.pk), role.label) for role in roles]  # type: ignore[attr-defined]
        else:
            del self.fields["role"]
        days = settings.CONTACT_KEPT_DAYS
        self.fields["consent"].label = ngettext(
            "I agree that this site stores what I entered here, and when, in order to handle my message, and deletes it "
            "after %(days)s day.",
            "I agree that this site stores what I entered here, and when, in order to handle my message, and deletes it "
            "after %(days)s days.",
            days,
        ) % {"days": days}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) < SHORTEST_TEXT:
            raise forms.ValidationError(_("This is too short to be understood: write a little more."))
        if "\ufffd" in text:
            raise forms.ValidationError(_("Some characters arrived damaged (“�”). Please type them again."))
        return text

    @property
    def about(self) -> About:
        """The figure it is about, also while the form is shown again."""
        return About.of(self.data if self.is_bound else self.initial)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """In the order in which they are asked for, the consent apart."""
        return [self[name] for name in ("role", "text", "name", "email") if name in self.fields]

    def message(self, language: str) -> ContactMessage:
        """What to store of a valid form."""
        told, about = self.cleaned_data, self.about
        roles = {str(role.pk): role for role in self.page.roles_shown}
        only = next(iter(roles.values()), None) if len(roles) == 1 else None
        return ContactMessage(
            language=language,
            role=roles.get(told.get("role", "")) or only,
            name=told["name"],
            email=told["email"],
            text=told["text"],
            about_measure=about.measure,
            about_session=about.session or None,
            about_total=about.is_total,
        )
