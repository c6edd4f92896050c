"""Changing an interface string: checked, kept with who and when, and taken up by every process."""

from collections.abc import Sequence
from typing import Any

from babel.messages.catalog import Message
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.announcements import announce
from pages.control_characters import without_control_characters
from pages.translations.live_strings import TOPIC, take_up
from pages.translations.models import InterfaceString, StringChange
from pages.translations.said_problems import said_problems
from pages.translations.string_work import note_strings


class Refused(Exception):
    """A translation that must not reach readers; ``reasons`` are sentences in the active language."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)


class Outdated(Refused):
    """Somebody else changed the string since the form was opened."""


def problems_of(string: InterfaceString, forms: Sequence[str]) -> list[str]:
    """Why these forms cannot be used, in the active language; empty when they can."""
    source = (string.source, string.source_plural) if string.source_plural else string.source
    message = Message(source, tuple(forms) if string.source_plural else forms[0], context=string.context or None)
    return said_problems(message)


def change_string(pk: int, forms: Sequence[str], user: Any, version: int) -> InterfaceString:
    """Give a string a translation of its own; ``version`` is the one that the person saw.

    Raises :class:`Refused` for a translation that fails a check, :class:`Outdated` when another change came between.
    """
    cleaned = [without_control_characters(form.replace("\r\n", "\n")) for form in forms]
    with transaction.atomic():
        string = _locked(pk, version)
        reasons = problems_of(string, cleaned)
        if reasons:
            raise Refused(reasons)
        if cleaned != string.forms:
            _write(string, cleaned if cleaned != string.shipped else None, user)
    return string


def take_back(pk: int, user: Any, version: int) -> InterfaceString:
    """Put the shipped translation back. Raises :class:`Outdated` when another change came between."""
    with transaction.atomic():
        string = _locked(pk, version)
        if string.own is not None:
            _write(string, None, user, taken_back=True)
    return string


def _locked(pk: int, version: int) -> InterfaceString:
    string = InterfaceString.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=pk)
    if string.version != version:
        who = string.changed_by.get_username() if string.changed_by else _("somebody")
        raise Outdated(
            [
                _("%(who)s has changed this string in the meantime. It now reads: %(text)s")
                % {"who": who, "text": " | ".join(string.forms)}
            ]
        )
    return string


def _write(string: InterfaceString, own: list[str] | None, user: Any, *, taken_back: bool = False) -> None:
    before = string.forms
    string.own = own
    string.version += 1
    string.changed_at = timezone.now()
    string.changed_by = user
    string.save(update_fields=["own", "version", "changed_at", "changed_by"])
    StringChange.objects.create(
        string=string,
        before=before,
        after=string.forms,
        taken_back=taken_back,
        made_by=user,
    )
    note_strings(string.language, string.pk)
    announce(TOPIC)
    # The process that saves answers the next request with it, without waiting for its own notice.
    transaction.on_commit(take_up)
