"""The two steps of a page's review: its translation, then its approval. Sending a page back needs a reason."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Revision

from pages.bilingual.content_checks.findings import blocking_findings
from pages.bilingual.content_checks.rules import Finding
from pages.bilingual.languages import NAMES, TRANSLATED
from pages.bilingual.readiness import ReadyState


class ReasonForm(TaskStateCommentForm):
    """Whoever gets a page back must know why."""

    comment = forms.CharField(label=_("Reason"), required=True, widget=forms.Textarea({"rows": 2}))


class ReviewTask(AbstractGroupApprovalTask):
    """What both steps share. Approving is offered only while nothing holds it up, whoever asks and however."""

    class Meta:
        abstract = True

    def what_holds_up(self, draft: Any) -> list[Finding]:
        """Of the latest draft, in the languages this step is about."""
        raise NotImplementedError

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if actions and self.what_holds_up(obj.get_latest_revision_as_object()):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def record_state(self, revision: Revision, language: str, state: ReadyState, user: Any) -> None:
        """Say in a revision how far its language is now; nothing else of it changes."""
        from pages.models import ReadinessSummary

        draft: Any = revision.as_object()
        draft.set_state_in(language, state, user)
        revision.content = {**revision.content, "readiness": draft.readiness}
        revision.save(update_fields=["content"])
        ReadinessSummary.objects.refresh(draft)


class TranslationTask(ReviewTask):
    """Approved by whoever answers for the translation; then the language is in review."""

    language = models.CharField(
        _("language"), max_length=10, choices=[(code, NAMES[code]) for code in TRANSLATED], default=TRANSLATED[0]
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "language"]

    class Meta:
        verbose_name = _("translation task")
        verbose_name_plural = _("translation tasks")

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve the translation, once nothing is missing and no check fails")

    def what_holds_up(self, draft: Any) -> list[Finding]:
        return blocking_findings(draft, self.language)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        if action_name == "approve":
            revision = under_review(task_state)
            if revision.as_object().state_in(self.language) == ReadyState.DRAFT:
                self.record_state(revision, self.language, ReadyState.REVIEW, user)
        return super().on_action(task_state, user, action_name, **kwargs)


class EditorialTask(ReviewTask):
    """Approved by whoever answers for the site; what was in review is ready then, and goes live with the page."""

    class Meta:
        verbose_name = _("editorial approval")
        verbose_name_plural = _("editorial approvals")

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve what readers will see; translations in review become ready")

    def what_holds_up(self, draft: Any) -> list[Finding]:
        about_to_be_read = [code for code in TRANSLATED if draft.state_in(code) != ReadyState.DRAFT]
        return [finding for code in about_to_be_read for finding in blocking_findings(draft, code)]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        if action_name == "approve":
            revision = under_review(task_state)
            for code in TRANSLATED:
                if revision.as_object().state_in(code) == ReadyState.REVIEW:
                    self.record_state(revision, code, ReadyState.READY, user)
        return super().on_action(task_state, user, action_name, **kwargs)


def under_review(task_state: Any) -> Revision:
    """The latest draft: it is what a workflow publishes in the end, whichever was submitted."""
    revision: Revision = task_state.workflow_state.content_object.get_latest_revision()
    return revision
