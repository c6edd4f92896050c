from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        # Imported for what they register: system checks and signal receivers.
        from pages import redirects_on_move  # noqa: F401
        from pages.bilingual import checks, summaries  # noqa: F401
