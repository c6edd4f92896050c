"""Indexing after a load instead of at each of its saves: a page is saved three times on its way to being published."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexed_later() -> Iterator[None]:
    """Inside the block, saving indexes nothing. For a process that does nothing else: signals are the process's own."""
    models = get_indexed_models()
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def index_all(models: list[type[Model]]) -> None:
    """Put every object of these models into the search index and the index of references."""
    for model in models:
        made = list(model._default_manager.all())
        for backend in get_search_backends(with_auto_update=True):
            if model in get_indexed_models():
                backend.add_bulk(model, made)
        if ReferenceIndex.model_is_indexable(model):
            for instance in made:
                ReferenceIndex.create_or_update_for_object(instance)
