"""What the editor checks across the rows of a session, before anything is saved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.bilingual.page_form import LanguagePageForm
from sessions_archive.session_checks import FigureEntry, problems_of_figures


class ArchivePageForm(LanguagePageForm):
    """Asks for a reason where a published total is changed."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return changes_have_reasons(self, "totals") and is_valid


class SessionPageForm(LanguagePageForm):
    """Adds the checks that need the session's date and its other figures; each message stands at its own field."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return self._figures_are_sound() and changes_have_reasons(self, "figures") and is_valid

    def _figures_are_sound(self) -> bool:
        formset = self.formsets.get("figures")
        if formset is None or not hasattr(self, "cleaned_data"):
            return True
        forms = [form for form in formset.forms if _is_filled(form) and not formset._should_delete_form(form)]
        entries = [_entry(form.cleaned_data) for form in forms]
        problems = problems_of_figures(
            entries, opening=self.cleaned_data.get("start_date"), year=self.cleaned_data.get("year")
        )
        for problem in problems:
            forms[problem.position].add_error(problem.field, ValidationError(str(problem.message)))
        return not problems


def changes_have_reasons(page_form: Any, relation: str) -> bool:
    """Whether each row whose published value or quality is changed says why; the message stands at the reason."""
    formset = page_form.formsets.get(relation)
    if formset is None or not page_form.instance.pk or not page_form.instance.live:
        return True
    model = formset.model
    published = {row.pk: row for row in model.objects.filter(pk__in=[form.instance.pk for form in formset.forms])}
    complete = True
    for form in formset.forms:
        old, data = published.get(form.instance.pk), getattr(form, "cleaned_data", None) or {}
        if old is None or "value" not in data or "reason_en" not in form.fields or formset._should_delete_form(form):
            continue
        is_other = (old.value, old.quality) != (data["value"], data.get("quality"))
        reason = (data.get("reason_en") or "").strip()
        if is_other and (not reason or reason == (old.reason_en or "")):
            form.add_error("reason_en", ValidationError(_("A published figure is changed: say why.")))
            complete = False
    return complete


def _is_filled(form: Any) -> bool:
    return bool(getattr(form, "cleaned_data", None)) and bool(form.cleaned_data.get("measure"))


def _entry(data: dict[str, Any]) -> FigureEntry:
    sources = data.get("sources") or ()
    return FigureEntry(
        measure=data["measure"],
        kind=data.get("kind") or "",
        rank=data.get("rank") or "",
        source_days=tuple(source.last_day for source in sources),
    )
