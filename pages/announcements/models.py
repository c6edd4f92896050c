"""The numbers that announcements move on."""

from django.db import models


class Announcement(models.Model):
    """How often a topic was announced. Written by SQL alone: see ``pages.announcements.sending``."""

    topic = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.topic} {self.number}"
