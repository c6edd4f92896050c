"""``manage.py close_secrets_anew``: after ``SECRET_KEY`` was changed, before the former one is taken away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pages.sign_in.stored_secrets import closed_anew

CLOSED = ("secret", "seed")
"""What allauth stores closed: of an authenticator app, and of recovery codes."""


class Command(BaseCommand):
    help = "Closes the secrets of second factors with the present SECRET_KEY; SECRET_KEY_FALLBACKS must hold the former one."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = 0, []
        for factor in Authenticator.objects.select_for_update(of=("self",)).select_related("user").order_by("pk"):
            names = [name for name in CLOSED if name in factor.data]
            anew = {name: closed_anew(factor.data[name]) for name in names}
            if None in anew.values():
                lost.append(f"{factor.user.get_username()} ({factor.get_type_display()})")
            elif anew:
                factor.data |= anew
                factor.save(update_fields=["data"])
                done += 1
        self.stdout.write(f"{done} closed with the present key.")
        if lost:
            raise CommandError("No key opens: " + ", ".join(lost) + ". Put the former one into SECRET_KEY_FALLBACKS.")
