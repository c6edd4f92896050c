"""The public list of corrections: what was published otherwise before, and since when, and why.

Whenever a row of a live page is saved with another value or quality, or taken away, the old one is kept here. Drafts leave
no trace; neither does a page that goes live for the first time.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.utils.timezone import localdate
from django.utils.translation import pgettext

from pages.bilingual.languages import LANGUAGES, column
from pages.dates import say_date
from pages.measures import MEASURES, Quality
from pages.numbers import Stated, say
from pages.ordinals import session_ordinal
from sessions_archive.ledger import Ledger
from sessions_archive.models import Correction, CumulativeFigure, Figure, SessionPage, SessionsArchivePage
from sessions_archive.presentation import Said
from sessions_archive.totals import heading
from sessions_archive.wording import said_of

REASONS = tuple(column("reason", code) for code in LANGUAGES)


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """An entry of the list, in the active language; ``new`` is "" where a figure was withdrawn."""

    day: str
    what: str
    old: str
    new: str
    reason: Said | None


def corrections_shown(ledger: Ledger) -> list[ShownCorrection]:
    """All of them, the latest first."""
    return [_shown(each) for each in ledger.corrections if each.measure in MEASURES]


def watch_corrections() -> None:
    """Connect what notices corrections. Called once, when the app starts."""
    for page in (SessionPage, SessionsArchivePage):
        pre_save.connect(_remember_whether_live, sender=page, dispatch_uid="corrections")
    for row in (Figure, CumulativeFigure):
        pre_save.connect(_note_change, sender=row, dispatch_uid="corrections")
        pre_delete.connect(_note_withdrawal, sender=row, dispatch_uid="corrections")


def is_changed(old: Figure | CumulativeFigure, value: int | None, quality: str) -> bool:
    """Whether readers would be told something else."""
    return (old.value, old.quality) != (value, quality)


def _remember_whether_live(instance: Any, **kwargs: Any) -> None:
    # Rows are written after their page, when it is live already.
    model = type(instance)
    instance._was_live = bool(instance.pk) and model.objects.filter(pk=instance.pk, live=True).exists()


def _note_change(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw or not instance.pk:
        return
    old = type(instance).objects.filter(pk=instance.pk).first()
    if old is not None and is_changed(old, instance.value, instance.quality) and _was_live(instance):
        _note(old, new_value=instance.value, new_quality=instance.quality, reason_of=instance)


def _note_withdrawal(instance: Any, origin: Any = None, **kwargs: Any) -> None:
    # Only a row that was taken away by itself; a whole page that goes takes its address with it.
    if isinstance(origin, type(instance)) and _was_live(instance):
        old = type(instance).objects.filter(pk=instance.pk).first()
        if old is not None:
            _note(old, new_value=None, new_quality="", reason_of=None)


def _note(old: Any, *, new_value: int | None, new_quality: str, reason_of: Any) -> None:
    reasons = {name: (getattr(reason_of, name) or "") if reason_of else "" for name in REASONS}
    if reason_of and all(reasons[name] == (getattr(old, name) or "") for name in REASONS):
        reasons = dict.fromkeys(REASONS, "")  # the reason of an earlier change says nothing about this one
    is_total = isinstance(old, CumulativeFigure)
    Correction.objects.create(
        key=old.key,
        session=old.through_session if is_total else old.session.number,
        is_total=is_total,
        measure=old.measure,
        old_value=old.value,
        old_quality=old.quality,
        new_value=new_value,
        new_quality=new_quality,
        **reasons,
    )


def _was_live(row: Any) -> bool:
    page = row.page if isinstance(row, CumulativeFigure) else row.session
    return bool(getattr(page, "_was_live", page.live))


def _shown(each: Correction) -> ShownCorrection:
    # Translators: what was corrected: “5th session, Projects signed”.
    what = pgettext("correction", "{session}, {measure}").format(
        session=heading(each.session) if each.is_total else session_ordinal(each.session),
        measure=MEASURES[each.measure].label,
    )
    new = "" if each.new_value is None else say(Stated(each.measure, each.new_value, Quality(each.new_quality)))
    return ShownCorrection(
        day=say_date(localdate(each.made_at)),
        what=what,
        old=say(Stated(each.measure, each.old_value, Quality(each.old_quality))),
        new=new,
        reason=said_of(each, "reason"),
    )
