"""Out of the bin: the same rows under the same ids, so that links, revisions and figures lead where they led."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from pages.bilingual.languages import default_language
from pages.free_slug import free_slug
from pages.models import BasePage
from pages.recycle_bin.models import DeletedPage

RESTORED = "recycle_bin.restored"
"""The kind of entry in Wagtail's log."""


class CannotRestore(Exception):
    """Says why, to the person who asked: in the language that is active where it is read."""

    def __init__(self, reason: Callable[[], str]) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason()


def new_parent(entry: DeletedPage) -> BasePage:
    """Where the page comes back: under its parent, or under the nearest page above it that is still there."""
    if not entry.pages_above:
        raise CannotRestore(lambda: _("None of the pages above it exists any more."))
    return entry.pages_above[-1]


def restore(entry: DeletedPage, user: Any) -> BasePage:
    """The restored page, live where it was live. Raises CannotRestore; then nothing has changed."""
    with transaction.atomic(), default_language():
        parent = BasePage.objects.select_for_update().get(pk=new_parent(entry).pk)
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for each in serializers.deserialize("python", entry.rows, ignorenonexistent=True):
            by_model.setdefault(type(each.object), []).append(each.object)
        subtree: list[Any] = sorted(by_model[BasePage], key=lambda page: page.path)
        if BasePage.objects.filter(pk__in=[page.pk for page in subtree]).exists():
            raise CannotRestore(lambda: _("It has been restored already."))
        _place(subtree, parent)
        for model, rows in by_model.items():
            _let_go_of_what_is_taken(model, rows)
        for model, rows in by_model.items():
            _let_go_of_what_is_gone(model, rows, by_model)
            if rows:
                model._base_manager._insert(rows, fields=model._meta.local_concrete_fields, using="default", raw=True)  # type: ignore[attr-defined]
        BasePage.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
        _point_again(entry.cleared)
        Site.clear_site_root_paths_cache()
        restored = [
            page.specific for page in BasePage.objects.filter(path__startswith=subtree[0].path).order_by("path")
        ]
        for page in restored:  # search, readiness, menus and kept pages learn of it as of any saved page
            page.save(clean=False)
        log(instance=restored[0], action=RESTORED, user=user, data={"pages": len(restored)})
        entry.delete()
    top: BasePage = restored[0]
    return top


def _place(subtree: list[Any], parent: BasePage) -> None:
    """Give the pages their places in the tree as it is now; the old place and slug where they are free."""
    top = subtree[0]
    path, depth, url_path = top.path, top.depth, top.url_path
    is_free = path[: -top.steplen] == parent.path and not BasePage.objects.filter(path=path).exists()
    if not is_free:
        last = parent.get_last_child()
        top.path = last._inc_path() if last else parent._get_path(parent.path, parent.depth + 1, 1)
    top.depth = parent.depth + 1
    top.slug = free_slug(parent, top.slug)
    top.url_path = f"{parent.url_path}{top.slug}/"
    for page in subtree[1:]:
        page.path = top.path + page.path[len(path) :]
        page.depth += top.depth - depth
        page.url_path = top.url_path + page.url_path.removeprefix(url_path)


def _let_go_of_what_is_taken(model: type[models.Model], rows: list[Any]) -> None:
    """Refuse a page with a value that may exist once and was given to another meanwhile; drop such rows of other kinds.

    A session keeps its number, while a redirect gives way to the one that somebody made since.
    """
    for fields in _unique_together(model):
        for row in list(rows):
            values = {field.attname: getattr(row, field.attname) for field in fields}
            if None in values.values():
                continue
            holder = model._base_manager.filter(**values).first()
            if holder is None:
                continue
            if isinstance(holder, BasePage):
                raise CannotRestore(partial(_what_is_taken, holder, fields))
            rows.remove(row)


def _unique_together(model: type[models.Model]) -> Iterator[list[models.Field[Any, Any]]]:
    """Columns of the model's own table that hold a value, or values together, once; its key is not among them."""
    columns = model._meta.local_concrete_fields
    yield from ([field] for field in columns if field.unique and not field.primary_key)
    constraints = [constraint.fields for constraint in model._meta.total_unique_constraints]
    for names in [*model._meta.unique_together, *constraints]:
        yield [field for field in columns if field.name in names]


def _what_is_taken(holder: BasePage, fields: Iterable[models.Field[Any, Any]]) -> str:
    return _(
        "%(kind)s with this %(field)s exists already (%(value)s): “%(title)s”. Change or delete that one first."
    ) % {
        "kind": capfirst(str(holder._meta.verbose_name)),
        "field": ", ".join(str(field.verbose_name) for field in fields),
        "value": ", ".join(str(getattr(holder, field.attname)) for field in fields),
        "title": holder.get_admin_display_title(),
    }


def _let_go_of_what_is_gone(
    model: type[models.Model], rows: list[Any], coming: dict[type[models.Model], list[models.Model]]
) -> None:
    """Empty references to what was deleted meanwhile, such as an account or a picture; drop rows that cannot be without."""
    for field in model._meta.local_concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.remote_field.parent_link:
            continue
        target = field.remote_field.model
        wanted = {getattr(row, field.attname) for row in rows} - {None}
        there = {each.pk for related, found in coming.items() if issubclass(related, target) for each in found}
        there |= set(target._base_manager.filter(pk__in=wanted - there).values_list("pk", flat=True))
        for row in [row for row in rows if getattr(row, field.attname) not in {None, *there}]:
            if field.null:
                setattr(row, field.attname, None)
            else:
                rows.remove(row)


def _point_again(cleared: Iterable[tuple[str, str, list[Any], Any]]) -> None:
    """Rows that stayed point to the page again, unless somebody has made them point elsewhere."""
    for label, name, pks, target in cleared:
        model = apps.get_model(label)
        model._base_manager.filter(pk__in=pks, **{f"{name}__isnull": True}).update(**{f"{name}_id": target})
