"""Choosers of snippets. Wagtail's (8.0) also have an address for making one, which fails where there is no form for that."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView


class CreateIfPossibleView(SnippetCreateView):
    """Leads nowhere where a chooser only chooses."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ChooserViewSet(SnippetChooserViewSet):
    """For the viewset of every snippet."""

    create_view_class = CreateIfPossibleView
