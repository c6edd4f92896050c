"""What is wrong with a translation, said to the person who makes it."""

from babel.messages.catalog import Message
from django.utils.translation import gettext_lazy as _

from pages.translations.problems import Fault, faults_of

_SENTENCES = {
    Fault.FUZZY: _("This is a guess that nobody has confirmed."),
    Fault.MISSING: _("The translation is empty."),
    Fault.PLACEHOLDERS: _("The placeholders must be those of the English: %(detail)s."),
    Fault.STRAY_PERCENT: _("A percent sign beside placeholders is written twice: %%%%."),
    Fault.TAGS: _("The tags must be those of the English: %(detail)s."),
    Fault.EDGES: _("Spaces and line breaks at the beginning and the end must be as in the English."),
    Fault.PUNCTUATION: _("After a Chinese character, punctuation is full-width: ，。：；！？"),
    Fault.NUMBERS: _("These numbers of the English are missing: %(detail)s."),
}


def said_problems(message: Message) -> list[str]:
    """Each fault as a sentence in the active language; empty when the translation is right."""
    return [_say(fault, detail) for fault, detail in faults_of(message)]


def _say(fault: Fault, detail: str) -> str:
    return str(_SENTENCES[fault]) % {"detail": detail}
