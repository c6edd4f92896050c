"""What every page type derives from."""

from pages.bilingual.page_form import LanguagePageForm
from pages.models.base import BasePage


class ContentPage(BasePage):
    """A page that is edited by language. When Wagtail's admin starts, it gives the base page a form of its own."""

    base_form_class = LanguagePageForm

    class Meta:
        abstract = True
