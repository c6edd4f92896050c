"""What open forms saved last, because a browser may never hear of it."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

KEPT_FOR = datetime.timedelta(days=1)
"""Since the last save; a form that is older merges from what it says itself."""


class FormMemory(models.Model):
    """The state of the text in one open form: as it was loaded, then as it was saved last.

    When the answer to an autosave is lost, the browser goes on from the state before it, and its next save would clash
    with its own words. ``session`` is the id of Wagtail's editing session, by which its pings ask.
    """

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.PositiveBigIntegerField(null=True, db_index=True)
    state = models.JSONField()
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}, {self.changed_at:%Y-%m-%d %H:%M}"

    @classmethod
    def recall(cls, key: str, user: Any) -> Any:
        """The state of that person's form, or None."""
        return cls.objects.filter(key=key, user=user).values_list("state", flat=True).first()

    @classmethod
    def keep(cls, key: str, user: Any, state: Any, session: int | None = None) -> None:
        """Remember a state; without ``session`` the one that is known stays."""
        known = {"state": state} | ({"session": session} if session is not None else {})
        if not cls.objects.filter(key=key).exclude(user=user).exists():
            cls.objects.update_or_create(key=key, user=user, defaults=known)

    @classmethod
    def forget_old(cls) -> None:
        """Leaves what somebody else is forgetting at the same moment, instead of waiting for each other."""
        with transaction.atomic():
            old = cls.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR)
            cls.objects.filter(
                pk__in=list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
            ).delete()
