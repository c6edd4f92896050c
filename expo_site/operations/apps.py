from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "expo_site.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from expo_site import fault_reports
        from expo_site.operations import start_checks  # noqa: F401 - registers itself

        fault_reports.start()
