from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecycleBinConfig(AppConfig):
    name = "pages.recycle_bin"
    label = "pages_recycle_bin"
    verbose_name = _("Bin")

    def ready(self) -> None:
        from pages.recycle_bin import keeping  # noqa: F401 - connects itself to deletions
