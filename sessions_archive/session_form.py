"""What the editor checks across the rows of a session, before anything is saved."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from sessions_archive.session_checks import FigureEntry, problems_of_figures


class SessionPageForm(WagtailAdminPageForm):
    """Adds the checks that need the session's date and its other figures; each message stands at its own field."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return self._figures_are_sound() and is_valid

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
