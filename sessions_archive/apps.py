from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsArchiveConfig(AppConfig):
    name = "sessions_archive"
    verbose_name = _("Session archive")

    def ready(self) -> None:
        from pages.figure_source import register_figure_source
        from sessions_archive.figure_source import ArchiveFigureSource
        from sessions_archive.ledger import watch_changes

        register_figure_source(ArchiveFigureSource())
        watch_changes()
