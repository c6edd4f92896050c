"""Django's cache in memory without pickling: for values that nobody changes."""

# The class it is made from shows its lock and its table to no type checker.
# mypy: disable-error-code="attr-defined"

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class MemoryCache(LocMemCache):
    """Gives back the very object that was set."""

    def get(self, key: str, default: object = None, version: int | None = None) -> object:
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]

    def set(
        self, key: str, value: object, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(key, value, timeout)
