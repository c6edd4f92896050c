"""News in the admin: topics, and what becomes of a section without items."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.news.models import NewsIndexPage, NewsTopic
from pages.snippet_choosers import ChooserViewSet


class NewsTopicViewSet(SnippetViewSet):
    """The few words that items are tagged with."""

    chooser_viewset_class = ChooserViewSet
    model = NewsTopic
    icon = "tag"
    menu_label = gettext_lazy("News topics")
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["label", "slug"]


register_snippet(NewsTopicViewSet)


@hooks.register("after_publish_page")
def say_when_the_section_is_shown(request: HttpRequest, page: Any) -> None:
    """Whoever publishes the empty section by hand learns why visitors do not see it yet."""
    if isinstance(page, NewsIndexPage) and not NewsIndexPage.objects.filter(pk=page.pk, live=True).exists():
        messages.warning(request, _("Visitors see this section as soon as its first item is published."))
