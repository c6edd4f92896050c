from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    name = "pages.handbook"
    label = "pages_handbook"
    verbose_name = _("Handbook")
