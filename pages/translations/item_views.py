"""Opening what the list shows: a string, or the texts of a page, snippet, setting or file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from pages.translations.models import WorkItem
from pages.translations.models.work import Kind
from pages.translations.object_views import object_view
from pages.translations.rights import may_open_workbench
from pages.translations.string_views import string_view


@never_cache
def translate_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One row of the list."""
    if not may_open_workbench(request.user):
        raise PermissionDenied
    item = get_object_or_404(WorkItem.objects.select_related("content_type"), pk=item_id)
    if item.kind == Kind.STRING:
        return string_view(request, item)
    model: Any = item.content_type.model_class()
    instance = model._base_manager.filter(pk=item.object_id).first() if model else None
    if instance is None:
        raise Http404
    return object_view(request, item, instance)
