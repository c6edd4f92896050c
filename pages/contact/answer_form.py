"""Staff handle a message: answer it once, mark it done, leave a remark."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from pages.people.names import name_of


class AnswerForm(WagtailAdminModelForm):
    """An answer goes out when it is first saved; from then on it stays as it was sent.

    Two colleagues may have one message open. Whoever saves second is told what the other one has sent, and keeps what they wrote.
    """

    answer_not_sent: str = ""
    """What was written while a colleague answered: shown to whoever wrote it, to copy from."""

    def __init__(self, data: Any = None, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        if data is not None and instance:
            # Whoever saves at the same time waits here, and then sees the answer that has gone out.
            instance.refresh_from_db(from_queryset=type(instance)._default_manager.select_for_update())
        super().__init__(data, *args, instance=instance, **kwargs)
        answer = self.fields.get("answer")
        if answer and (self.instance.answered_at or not self.instance.email):
            answer.disabled = True
            if not self.instance.email:
                answer.help_text = _("The sender left no mail address, so there is nobody to answer.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        # Where the answer has gone out the field is disabled, and browsers send none: this form was opened before.
        if self.instance.answered_at and "answer" in self.data:
            self._keep_both(cleaned)
        if (cleaned.get("answer") or "").strip() and not self.instance.answered_at and cleaned.get("state") == "open":
            cleaned["state"] = "done"  # answering is handling
        return cleaned

    def _keep_both(self, cleaned: dict[str, Any]) -> None:
        """Refuse what would be lost, or would take a colleague's place unseen."""
        colleague = {"name": name_of(self.instance.handled_by) or _("A colleague")}
        written, remark = _as_typed(self.data["answer"]), _as_typed(self.initial["remark"])
        if written and written != _as_typed(self.instance.answer):
            self.answer_not_sent = written
            said = _("%(name)s has answered meanwhile, as shown here. Your answer was not sent; it stands above.")
            self.add_error("answer", said % colleague)
        if remark and _as_typed(cleaned.get("remark")) != remark:
            said = _("%(name)s has left this remark meanwhile, which yours would replace: %(remark)s")
            self.add_error("remark", said % {**colleague, "remark": remark})

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


def _as_typed(text: str | None) -> str:
    """Without what browsers do to line breaks."""
    return (text or "").replace("\r\n", "\n").strip()
