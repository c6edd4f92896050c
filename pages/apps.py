from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        # Imported for what they register: system checks and signal receivers.
        from pages import redirects_on_move, renditions_ahead  # noqa: F401
        from pages.bilingual import checks, summaries  # noqa: F401
        from pages.blocks import checked_alone
        from pages.content_changes import watch_content
        from pages.rich_text import link_form
        from pages.sharing import share_pictures  # noqa: F401

        checked_alone.connect()
        link_form.connect()
        watch_content()
        renditions_ahead.connect()
