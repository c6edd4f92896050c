"""Staff handle a message: answer it once, mark it done, leave a remark."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class AnswerForm(WagtailAdminModelForm):
    """An answer goes out when it is first saved; from then on it stays as it was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields.get("answer")
        if answer and (self.instance.answered_at or not self.instance.email):
            answer.disabled = True
            if not self.instance.email:
                answer.help_text = _("The sender left no mail address, so there is nobody to answer.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (cleaned.get("answer") or "").strip() and not self.instance.answered_at and cleaned.get("state") == "open":
            cleaned["state"] = "done"  # answering is handling
        return cleaned

    def save(self, commit: bool = True) -> Any:
        from pages.contact.outbox import queue_answer

        message = self.instance
        message.handled_by = self.for_user
        message.answer = (message.answer or "").strip()
        is_new_answer = bool(message.answer and message.email and not message.answered_at)
        if is_new_answer:
            message.answered_at = timezone.now()
        saved = super().save(commit)
        if is_new_answer and commit:
            queue_answer(message)
        return saved
