"""What an open form hears about others at work on the same page, every ten seconds.

Wagtail's own answer says that somebody saved a newer version, and that going on will overwrite it. Here it does not:
saves are merged. What is worth saying early is that somebody changed a field in a language of one's own.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import editing_sessions

from pages.bilingual.language_form import FormState
from pages.bilingual.who_changed import place_said, who_changed
from pages.models import BasePage, FormMemory


def ping(request: HttpRequest, app_label: str, model_name: str, object_id: str, session_id: int) -> HttpResponse:
    """Wagtail's answer; of a page, without the false warning and with the true one."""
    if (app_label, model_name) != (BasePage._meta.app_label, BasePage._meta.model_name) or request.method != "POST":
        return editing_sessions.ping(request, app_label, model_name, object_id, session_id)
    page = BasePage.objects.filter(pk=object_id).select_related("latest_revision").first()
    # Without a revision Wagtail looks for no newer one.
    about_sessions = request.POST.copy()
    about_sessions.pop("revision_id", None)
    request.POST = about_sessions  # type: ignore[assignment]
    response = editing_sessions.ping(request, app_label, model_name, object_id, session_id)
    memory = FormMemory.objects.filter(session=session_id, user=request.user).first()
    if response.status_code != 200 or not page or not page.latest_revision or memory is None:
        return response
    changed = changed_by_others(page, memory, request.user)
    if not changed:
        return response
    answer = json.loads(response.content)
    answer["html"] += render_to_string("bilingual/changed_by_others.html", {"changed": changed})
    return HttpResponse(json.dumps(answer), content_type="application/json")


def changed_by_others(page: BasePage, memory: FormMemory, user: Any) -> list[dict[str, str]]:
    """Fields in this person's languages that hold something else by now than their form does: what, who, when."""
    revision = page.latest_revision
    if revision.user_id == user.pk or revision.created_at <= memory.changed_at:
        return []
    latest = page.get_latest_revision_as_object()
    form_class = type(latest).get_edit_handler().get_form_class()
    form = form_class(instance=latest, parent_page=page.get_parent(), for_user=user)
    changed = []
    for place in _unlike(memory.state, form.state_stored()):
        author, when = who_changed(page, revision, place)
        if author == user:
            continue
        changed.append(
            {
                "what": place_said(latest, place),
                "who": get_user_display_name(author) if author else "",
                "when": f"{timezone.localtime(when):%H:%M}",
            }
        )
    return changed


def _unlike(held: FormState, stored: FormState) -> list[tuple[str, ...]]:
    """Places in their order; of a set of rows only that something in it is different."""
    places = [(name,) for name, state in stored["fields"].items() if held["fields"].get(name, state) != state]
    return places + [(name,) for name, rows in stored["rows"].items() if held["rows"].get(name, rows) != rows]
