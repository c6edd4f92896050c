"""Which pages everybody may read."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction


def open_to_all(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Those without a restriction of their own or above; Wagtail's ``public()`` reads all restrictions first, in a query."""
    restrictions = PageViewRestriction.objects.annotate(
        path_of_page=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    return pages.filter(~Exists(restrictions.filter(path_of_page__startswith=F("page__path"))))
