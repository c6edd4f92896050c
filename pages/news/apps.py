from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "pages.news"
    label = "pages_news"
    verbose_name = _("News")

    def ready(self) -> None:
        from pages.news import section_shown

        section_shown.connect()
