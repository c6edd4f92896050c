"""How the entries are said in the admin, where they stand with Wagtail's own in the site history."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from pages.audit import actions
from pages.audit.signals import note_switched

PLAIN = (
    (actions.SIGN_IN, gettext_lazy("Sign in"), gettext_lazy("Signed in")),
    (actions.SIGN_OUT, gettext_lazy("Sign out"), gettext_lazy("Signed out")),
    (actions.SIGN_IN_FAILED, gettext_lazy("Failed sign-in"), gettext_lazy("Sign-in failed: wrong password")),
)


@hooks.register("register_log_actions")
def register_actions(registry: LogActionRegistry) -> None:
    for action, label, message in PLAIN:
        registry.register_action(action, label, message)

    @registry.register_action(actions.RIGHTS)
    class Rights(LogFormatter):
        label = gettext_lazy("Change rights")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            said = []
            if data.get("added"):
                said.append(_("Rights given: %(rights)s") % {"rights": ", ".join(data["added"])})
            if data.get("removed"):
                said.append(_("Rights taken away: %(rights)s") % {"rights": ", ".join(data["removed"])})
            return "; ".join(said) or _("Rights changed")

    @registry.register_action(actions.EXPORT)
    class Export(LogFormatter):
        label = gettext_lazy("Export")

        def format_message(self, log_entry: Any) -> str:
            return _("Exported %(file)s") % {"file": log_entry.data.get("file") or log_entry.data.get("address", "")}

    @registry.register_action(actions.RESTORE)
    class Restore(LogFormatter):
        label = gettext_lazy("Restore")

        def format_message(self, log_entry: Any) -> str:
            return _("The whole site was restored from the backup of %(made_at)s") % {
                "made_at": log_entry.data.get("made_at", "")
            }


@hooks.register("before_bulk_action")
def note_who_is_switched(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail switches many accounts on or off in one statement, which announces nothing."""
    if action_type == "set_active_state":
        for user in objects:
            note_switched(user, action.cleaned_form.cleaned_data["mark_as_active"])
