"""How staff get in: passwords, passkeys, codes, sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "pages.sign_in"
    label = "sign_in"
    verbose_name = _("Sign-in")
    default_auto_field = "django.db.models.BigAutoField"
