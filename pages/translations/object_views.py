"""The texts of a page, snippet, setting or file in the workbench, piece by piece beside the English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages.bilingual.languages import NAMES, html_code
from pages.bilingual.merge import digest
from pages.bilingual.units import Unit, UnitState, units_of
from pages.models import BasePage, ConfirmedEnglish
from pages.translations.exchange.applying import Given, Outcome, latest, translate
from pages.translations.exchange.segments import Segment, segments_of
from pages.translations.exchange.written_figures import figures_said
from pages.translations.glossary_check import glossary, hints_for
from pages.translations.models import GlossaryTerm, WorkItem
from pages.translations.rights import may_translate
from pages.translations.word_difference import marked
from pages.translations.work_queue import kept, next_after


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """One piece as the form shows it."""

    number: int
    segment: Segment
    target: str
    """What stands in the box: what was posted, or the present translation."""
    unit: Unit | None
    is_first_of_unit: bool
    changes: SafeString | str
    """What the English of the unit was when the translation was last confirmed, against what it is."""
    hints: list[GlossaryTerm]
    figures: list[str]
    reasons: list[str]

    @property
    def state(self) -> str:
        if not self.segment.target:
            return str(UnitState.MISSING.label)
        return str(self.unit.state.label) if self.unit else ""

    @property
    def is_open(self) -> bool:
        return not self.segment.target or (self.unit is not None and self.unit.state != UnitState.CURRENT)

    @property
    def before(self) -> str:
        """Digest of the translation as it is stored."""
        return digest(self.segment.target)

    @property
    def may_confirm(self) -> bool:
        """Whether the translation stands and only needs somebody to say that it fits.

        A block of its own id that stands where its English does counts as missing until somebody says so.
        """
        open_states = {UnitState.STALE, UnitState.UNCONFIRMED, *([UnitState.MISSING] if self.segment.target else [])}
        return self.is_first_of_unit and self.unit is not None and self.unit.state in open_states


def object_view(request: HttpRequest, item: WorkItem, instance: Any) -> HttpResponse:
    """Shows and saves the texts of one object; a page gets a draft."""
    draft = latest(instance)
    if request.method != "POST":
        return _form(request, item, draft)
    if not may_translate(request.user, draft, item.language):
        raise PermissionDenied
    coming = next_after(item, request.GET)
    given = _posted(request.POST)
    confirmed = request.POST.getlist("confirm")
    outcome = translate(instance, item.language, given, request.user, confirmed)
    if outcome.changed and not outcome.faults:
        _say_what_happened(request, outcome)
    if outcome.faults or outcome.refused:
        return _form(request, item, latest(type(instance)._base_manager.get(pk=instance.pk)), given, outcome)
    if not outcome.changed:
        _say_what_happened(request, outcome)
    if "save" in request.POST or coming is None:
        address = _address(item, request) if "save" in request.POST else reverse("translations") + kept(request.GET)
        return redirect(address)
    return redirect(_address(coming, request))


def _say_what_happened(request: HttpRequest, outcome: Outcome) -> None:
    count = len(outcome.changed)
    if not count and not outcome.confirmed:
        messages.info(request, _("Nothing was changed."))
        return
    if isinstance(outcome.instance, BasePage):
        text = ngettext(
            "“%(title)s”: %(count)s text saved as a draft.", "“%(title)s”: %(count)s texts saved as a draft.", count
        )
    else:
        text = ngettext("“%(title)s”: %(count)s text saved.", "“%(title)s”: %(count)s texts saved.", count)
    messages.success(request, text % {"title": outcome.title, "count": count})


def _posted(data: Mapping[str, str]) -> list[Given]:
    """The pieces of a form, by their numbers; each says of which English it is, and what stood there."""
    found = []
    for number in range(2000):
        path = data.get(f"path-{number}")
        if path is None:
            break
        source, target, before = (data.get(f"{name}-{number}", "") for name in ("source", "target", "before"))
        found.append(Given(path, _unix(source), _unix(target), before))
    return found


def _form(
    request: HttpRequest, item: WorkItem, draft: Any, given: list[Given] | None = None, outcome: Outcome | None = None
) -> HttpResponse:
    coming = next_after(item, request.GET)
    title = outcome.title if outcome else Outcome(draft).title
    may_change = may_translate(request.user, draft, item.language)
    with translation.override(item.language):
        address = draft.get_url(request) if isinstance(draft, BasePage) and draft.live else ""
    context = {
        "item": item,
        "segments": _shown(draft, item.language, given or [], outcome),
        "general_reasons": _general(outcome),
        "may_change": may_change,
        "is_page": isinstance(draft, BasePage),
        "target_language": html_code(item.language),
        "target_name": NAMES[item.language],
        "address": address,
        "editor_address": AdminURLFinder(request.user).get_edit_url(draft) or "",
        "next_address": _address(coming, request) if coming else "",
        "list_address": reverse("translations") + kept(request.GET),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translations") + kept(request.GET), "label": _("Translations")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "doc-empty-inverse" if isinstance(draft, BasePage) else "snippet",
    }
    return render(request, "translations_admin/object.html", context, status=422 if outcome else 200)


def _shown(draft: Any, language: str, given: list[Given], outcome: Outcome | None) -> list[ShownSegment]:
    units = {unit.path: unit for unit in units_of(draft, language)}
    before = ConfirmedEnglish.objects.of(units.values())
    terms = glossary(language)
    posted = {piece.path: piece.target for piece in given}
    shown, seen = [], set()
    for number, segment in enumerate(segments_of(draft, language)):
        unit = next((units[path] for path in _prefixes(segment.path) if path in units), None)
        is_first = unit is not None and unit.path not in seen
        changes: SafeString | str = ""
        if unit is not None:
            seen.add(unit.path)
            if is_first and unit.state == UnitState.STALE and unit.path in before:
                changes = marked(_readable(before[unit.path]), unit.english_text)
        shown.append(
            ShownSegment(
                number,
                segment,
                posted.get(segment.path, segment.target),
                unit,
                is_first,
                changes,
                hints_for(segment.source, language, terms),
                figures_said(segment, language),
                outcome.reasons_for(segment.path) if outcome else [],
            )
        )
    return shown


def _readable(texts: Any) -> str:
    from pages.bilingual.source_texts import readable

    return readable(texts)


def _general(outcome: Outcome | None) -> list[str]:
    return [] if outcome is None else outcome.reasons_for("")


def _prefixes(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _address(item: WorkItem, request: HttpRequest) -> str:
    return reverse("translate", args=[item.pk]) + kept(request.GET)


def _unix(text: str) -> str:
    """A browser posts Windows line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
