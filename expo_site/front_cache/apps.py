from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontCacheConfig(AppConfig):
    name = "expo_site.front_cache"
    label = "front_cache"
    verbose_name = _("Front cache")

    def ready(self) -> None:
        from expo_site.front_cache.purging import purge_on_changes

        purge_on_changes()
