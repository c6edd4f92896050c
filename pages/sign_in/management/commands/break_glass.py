"""``manage.py break_glass NAME``: let somebody in again who lost password or second factor, from the server itself."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.sign_in import mail, throttle


class Command(BaseCommand):
    help = (
        "Let a member of staff in again: removes the second factors, ends every session, makes the password useless and "
        "prints a link, valid once and for an hour, to choose a new one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name")
        parser.add_argument(
            "--create", action="store_true", help="make an administrator of that name where there is none"
        )

    def handle(self, *args: Any, name: str, create: bool, **options: Any) -> None:
        with transaction.atomic():
            user, made = self.account(name, create=create)
            factors = Authenticator.objects.filter(user=user).delete()[1].get("mfa.Authenticator", 0)
            sessions = UserSession.objects.filter(user=user)
            ended = sessions.count()
            for session in sessions:
                session.end()
            user.set_unusable_password()  # also ends sessions that the list does not know
            user.save()
            throttle.forget(throttle.SECOND_FACTOR, str(user.pk))
            throttle.forget(throttle.ACCOUNT, name)
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        self.tell(user)
        if made:
            self.stdout.write(f"An administrator “{name}” was made.")
        self.stdout.write(
            f"Second factors removed: {factors}. Sessions ended: {ended}. The old password opens nothing."
        )
        self.stdout.write(f"Within an hour, and once: {settings.PUBLIC_URL}{address.replace('UID-KEY', key)}")

    @staticmethod
    def account(name: str, *, create: bool) -> tuple[Any, bool]:
        """The account, locked for this transaction, and whether it was made. Raises CommandError."""
        users = get_user_model().objects
        user = users.select_for_update().filter(username__iexact=name).first()
        if user is None:
            if not create:
                raise CommandError(f"There is no account “{name}”; --create makes an administrator of that name.")
            return users.create_superuser(name), True
        if not user.is_active:
            raise CommandError(f"The account “{name}” was switched off by an administrator, and stays so.")
        return user, False

    @staticmethod
    def tell(user: Any) -> None:
        """A mail to the person: nobody's account is opened behind their back."""
        from django.core.mail import EmailMessage

        if not user.email:
            return
        with mail.in_language_of(user):
            subject = _("Your second factors were removed on the server")
            text = _(
                "Somebody who administers the server removed your password, your second factors and your sessions, so that "
                "you can sign in anew. If you did not ask for it, tell the administrators now."
            )
        mail.send_beside(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])).join(30)
