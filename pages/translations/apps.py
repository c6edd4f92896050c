from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "pages.translations"
    label = "pages_translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        from pages.translations import index_signals, live_strings

        live_strings.register()
        index_signals.connect()
