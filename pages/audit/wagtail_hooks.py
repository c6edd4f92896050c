"""How the entries are said in the admin, where they stand with Wagtail's own in the site history."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from pages.audit import actions

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
