"""Who takes over, chosen where somebody is switched off or deleted in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from pages.people.handing_over import colleagues_of, hand_over

FIELD = "hand_over_to"


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def note_the_choice(request: HttpRequest, user: Any) -> HttpResponse | None:
    """What was chosen waits on the account until it is switched off; without a choice it is whoever does it."""
    chosen = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if chosen:
        user.hands_over_to = colleagues_of(user).filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
        if user.hands_over_to is None:
            messages.error(request, _("The colleague who was to take over is not there any more. Choose another one."))
            return redirect(request.path)
    return None


@hooks.register("before_bulk_action")
def hand_over_at_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail switches many off in one statement, which announces nothing. Deleting announces itself."""
    if action_type == "set_active_state" and not action.cleaned_form.cleaned_data["mark_as_active"]:
        for user in objects:
            if user.is_active:
                hand_over(user)
