"""Redis or Valkey as Django's cache, and what happens without it.

``CACHE_URL`` names it. While it is down each process goes on with a memory of its own and asks again every few seconds:
nobody waits, nothing fails.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

RETRY_SECONDS = 3.0
TIMEOUT_SECONDS = 0.5
_LOCAL = "django.core.cache.backends.locmem.LocMemCache"


def caches_for(url: str, pages: int) -> dict[str, dict[str, Any]]:
    """Django's ``CACHES``. ``pages`` is how many answers a process keeps."""
    caches: dict[str, dict[str, Any]] = {
        "default": {"BACKEND": _LOCAL},
        "renditions": {"BACKEND": _LOCAL, "LOCATION": "renditions"},
        "pages": {
            "BACKEND": "expo_site.page_cache.memory.MemoryCache",
            "LOCATION": "pages",
            "OPTIONS": {"MAX_ENTRIES": pages, "CULL_FREQUENCY": 4},
        },
    }
    if url:
        shared = {
            "BACKEND": "expo_site.shared_cache.SharedCache",
            "LOCATION": url,
            "OPTIONS": {"socket_timeout": TIMEOUT_SECONDS, "socket_connect_timeout": TIMEOUT_SECONDS},
        }
        caches["default"] = {**shared, "KEY_PREFIX": "expo"}
        caches["renditions"] = {**shared, "KEY_PREFIX": "renditions"}
        caches["shared_pages"] = {**shared, "KEY_PREFIX": "pages"}
    return caches


class SharedCache(RedisCache):
    """Django's cache in Redis, standing on its own feet while that is away."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._stand_in = LocMemCache(f"stand-in {params.get('KEY_PREFIX', '')}", {"OPTIONS": {"MAX_ENTRIES": 1000}})

    def _either(self, method: str, *args: Any, **kwargs: Any) -> Any:
        from redis.exceptions import RedisError

        if time.monotonic() >= _Away.until:
            try:
                return getattr(super(), method)(*args, **kwargs)
            except (RedisError, OSError) as problem:
                _Away.note(problem)
        return getattr(self._stand_in, method)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        self._stand_in.clear()
        return self._either("clear")


class _Away:
    """When the server may be asked again: one for all threads and all caches of the process."""

    until = 0.0

    @classmethod
    def note(cls, problem: Exception) -> None:
        cls.until = time.monotonic() + RETRY_SECONDS
        logger.warning("The shared cache is away, each process uses its own memory: %s", problem)
