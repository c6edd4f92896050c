"""One hashed stylesheet and one hashed script for browsers, from many small sources.

``static/css/site.css`` and ``static/js/site.js`` are tables of contents: the first imports stylesheets into cascade
layers, the second names modules. Collecting joins them, so that no browser walks a chain of imports; WhiteNoise compresses
the result. With ``DEBUG`` on the sources are served as they are.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/site.css",)
SCRIPTS = ("js/site.js",)
CSS_IMPORT = re.compile(r"""@import\s+url\(["']?(?P<path>[^"')]+)["']?\)\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;""")
JS_IMPORT = re.compile(r"""^import\s+["']\./(?P<path>[^"']+)["'];?\s*$""", re.MULTILINE)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed storage, joining the two tables of contents first."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[tuple]:
        self._sources = paths
        if not dry_run:
            for name in STYLESHEETS:
                self._replace(name, self._joined_stylesheet(name))
            for name in SCRIPTS:
                self._replace(name, self._joined_script(name))
            # Django hashes what it reads from the sources; of these it must read what was joined.
            paths = {**paths, **{name: (self, name) for name in (*STYLESHEETS, *SCRIPTS)}}
        yield from super().post_process(paths, dry_run, **options)

    def _replace(self, name: str, text: str) -> None:
        self.delete(name)
        self._save(name, ContentFile(text.encode()))

    def _source(self, name: str) -> str:
        """From the source folders: what was collected before may be joined already, from older sources."""
        storage, path = self._sources[name]
        with storage.open(path) as file:
            return file.read().decode()

    def _joined_stylesheet(self, name: str) -> str:
        """The stylesheet with each import replaced by the imported text, inside its layer."""

        def imported(match: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["path"]))
            text = self._rebased(self._joined_stylesheet(path), posixpath.dirname(path), posixpath.dirname(name))
            return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

        return CSS_IMPORT.sub(imported, self._source(name))

    @staticmethod
    def _rebased(text: str, folder: str, onto: str) -> str:
        """``url()`` references of a stylesheet in ``folder``, as seen from ``onto``."""

        def rebase(match: re.Match[str]) -> str:
            path = match["path"]
            if path.startswith(("data:", "/", "#")) or "://" in path:
                return match[0]
            return f'url("{posixpath.relpath(posixpath.join(folder, path), onto)}")'

        return re.sub(r"""url\(["']?(?P<path>[^"')]+)["']?\)""", rebase, text)

    def _joined_script(self, name: str) -> str:
        """The modules in order, each in a block of its own so that their names do not meet."""
        folder = posixpath.dirname(name)
        modules = [self._source(posixpath.join(folder, path)) for path in JS_IMPORT.findall(self._source(name))]
        return "".join(f"{{\n{module}\n}}\n" for module in modules)
