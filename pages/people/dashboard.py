"""The admin's first page: what is mine to do before what I did."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import WorkflowState

from pages.people.to_do import to_do


class ToDoPanel(Component):
    """Sections by one's rights, and below them what ``dashboard_notes`` says."""

    name = "to_do"
    template_name = "people_admin/to_do.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        notes = [note for function in hooks.get_hooks("dashboard_notes") if (note := function(user))]
        return {"sections": to_do(user), "notes": notes}


class OldestFirst(WorkflowObjectsToModeratePanel):
    """What waits longest stands first."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["states"] = sorted(context["states"], key=lambda state: state["task_state"].started_at)
        return context


class StillInReview(UserObjectsInWorkflowModerationPanel):
    """Without what was sent back to oneself: that stands above, with its reason."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["workflow_states"] = [
            state
            for state in context["workflow_states"]
            if not (state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.requested_by_id == user.pk)
        ]
        return context


@hooks.register("construct_homepage_panels")
def panels_by_role(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, ToDoPanel())
    for place, panel in enumerate(panels):
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panels[place] = OldestFirst()
        elif isinstance(panel, UserObjectsInWorkflowModerationPanel):
            panels[place] = StillInReview()
