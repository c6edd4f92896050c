from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "pages.people"
    label = "pages_people"
    verbose_name = _("People")

    def ready(self) -> None:
        from pages.people import handing_over

        handing_over.connect()
