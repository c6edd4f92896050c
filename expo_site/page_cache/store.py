"""Where answers are kept: in this process, and in Redis or Valkey where there is one, shared by all."""

import hashlib

from django.core.cache import caches

from expo_site.page_cache.answers import KeptAnswer

LONGEST_KEPT = 24 * 60 * 60
"""Seconds: so long may an answer stand in when nothing newer can be made."""

MOST_PATHS = 20_000


class Store:
    """Answers by key, and the parameters that the answer at a path depends on."""

    def __init__(self) -> None:
        self._parameters: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def key(place: str) -> str:
        return hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def answer(self, key: str, generation: int | None) -> KeptAnswer | None:
        """This process's answer; another's where that is newer, or where there is none."""
        own: KeptAnswer | None = caches["pages"].get(key)
        if "shared_pages" not in caches.settings or (own is not None and own.generation == generation):
            return own
        shared: KeptAnswer | None = caches["shared_pages"].get(key)
        if shared is None or (own is not None and shared.generation <= own.generation):
            return own
        caches["pages"].set(key, shared, LONGEST_KEPT)
        return shared

    def renewed(self, key: str, known: KeptAnswer) -> KeptAnswer | None:
        """What another process made since ``known``, if it shares."""
        if "shared_pages" not in caches.settings:
            return None
        shared: KeptAnswer | None = caches["shared_pages"].get(key)
        if shared is None or shared.made <= known.made or shared.generation < known.generation:
            return None
        caches["pages"].set(key, shared, LONGEST_KEPT)
        return shared

    def keep(self, key: str, answer: KeptAnswer) -> None:
        caches["pages"].set(key, answer, LONGEST_KEPT)
        if "shared_pages" in caches.settings:
            caches["shared_pages"].set(key, answer, LONGEST_KEPT)

    def parameters(self, path: str) -> tuple[str, ...] | None:
        """Names, or None for a path that nobody asked for yet."""
        return self._parameters.get(path)

    def learn_parameters(self, path: str, names: tuple[str, ...]) -> None:
        if len(self._parameters) >= MOST_PATHS:
            self._parameters.clear()
        self._parameters[path] = names
