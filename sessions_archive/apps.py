from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsArchiveConfig(AppConfig):
    name = "sessions_archive"
    verbose_name = _("Session archive")
