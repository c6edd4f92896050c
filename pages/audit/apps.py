from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "pages.audit"
    label = "pages_audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        from pages.audit import signals

        signals.connect()
