"""Copies the public site into a folder, asking the site itself, as a visitor would."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection

from expo_site.collected_static import collect_if_changed
from expo_site.export.page_as_file import file_of, needs_of_stylesheet, page_as_file
from expo_site.public_addresses import public_addresses
from pages.bilingual.languages import LANGUAGES, NAMES, html_code
from pages.page_of_list import whole_lists

LIST_NAME = "export.json"
LEFT_OUT = ("/search/", "/sessions/compare/")
"""What only a running site can answer: these, and all below them, in each language."""


class ExportError(Exception):
    """The site cannot be copied; ``str()`` says why."""


@dataclass
class Outcome:
    """What a run did: numbers of files."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    without_link: set[str] = field(default_factory=set)


class SiteCopy:
    """One run. ``tell`` is called with what was done, what there is to do, and the address."""

    def __init__(self, folder: Path, tell: Callable[[int, int, str], None]) -> None:
        self.folder = folder
        self.tell = tell
        self.outcome = Outcome()
        self._public = urlsplit(settings.PUBLIC_URL)
        self._client = Client(headers={"host": self._public.netloc}, raise_request_exception=False)
        self._files: dict[str, str] = {}
        self._closed = closed_documents()

    def make(self) -> Outcome:
        """Write what changed, remove what is gone. Raises ``ExportError``, ``OSError``."""
        before = self._known_before()
        collect_if_changed()
        pages = [path for path in public_addresses() if not _below_language(path).startswith(LEFT_OUT)]
        exported = set(pages)
        waiting, done = list(pages), set(pages)
        position = 0
        while position < len(waiting):
            path = waiting[position]
            position += 1
            self.tell(position, len(waiting), path)
            new = sorted(self._copy(path, exported) - done)
            done |= set(new)
            waiting += new
        self._write("404.html", self._rewritten("/en/there-is-no-such-page/", exported, status=404))
        front = render_to_string(
            "export/front_door.html", {"languages": [(c, html_code(c), NAMES[c]) for c in LANGUAGES]}
        )
        self._write("index.html", front.encode())
        for name in sorted(set(before) - set(self._files)):
            self._inside(name).unlink(missing_ok=True)
            self.outcome.removed += 1
        listed = json.dumps({"site": settings.PUBLIC_URL, "files": self._files}, indent=1, sort_keys=True)
        (self.folder / LIST_NAME).write_text(listed, encoding="utf-8")
        return self.outcome

    def _known_before(self) -> dict[str, str]:
        """Files of the run before. Raises ``ExportError`` for a folder that holds something else."""
        self.folder.mkdir(parents=True, exist_ok=True)
        listed = self.folder / LIST_NAME
        if listed.exists():
            return dict(json.loads(listed.read_text(encoding="utf-8"))["files"])
        if any(self.folder.iterdir()):
            raise ExportError(f"{self.folder} holds something else: name an empty folder, or one of an earlier export.")
        return {}

    def _ask(self, path: str, status: int = 200) -> tuple[bytes, str]:
        with whole_lists():
            response = self._client.get(path, secure=self._public.scheme == "https")
        if response.status_code != status:
            raise ExportError(f"The site answers {response.status_code} at {path}.")
        # The client has closed it, or does so at the end of what is streamed; once more would part from the database.
        return response.getvalue(), response.headers.get("Content-Type", "")

    def _copy(self, path: str, exported: set[str]) -> set[str]:
        """Copy one answer; the local paths of what it needs."""
        content, kind = self._ask(path)
        if kind.startswith("text/html"):
            page = page_as_file(content, path, self._public.netloc, exported, self._closed)
            self.outcome.without_link |= page.without_link
            self._write(file_of(path), page.content)
            return page.needs
        self._write(file_of(path), content)
        return needs_of_stylesheet(content, path) if kind.startswith("text/css") else set()

    def _rewritten(self, path: str, exported: set[str], status: int) -> bytes:
        content, _kind = self._ask(path, status)
        return page_as_file(content, path, self._public.netloc, exported, self._closed).content

    def _inside(self, name: str) -> Path:
        file = (self.folder / name).resolve()
        if not file.is_relative_to(self.folder.resolve()):
            raise ExportError(f"{name} would lie outside of the folder.")
        return file

    def _write(self, name: str, content: bytes) -> None:
        """Only what differs, and whole or not at all."""
        self._files[name] = hashlib.sha256(content).hexdigest()
        file = self._inside(name)
        if file.is_file() and file.read_bytes() == content:
            self.outcome.unchanged += 1
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f".{file.name}.new")
        new.write_bytes(content)
        new.replace(file)
        self.outcome.written += 1


def closed_documents() -> set[str]:
    """Local paths, unquoted, of documents that not everybody may read: a password or an account is asked for."""
    closed = Collection.objects.filter(view_restrictions__isnull=False)
    documents = get_document_model().objects.all()
    return {
        unquote(document.url)
        for collection in closed
        for document in documents.filter(collection__path__startswith=collection.path)
    }


def _below_language(path: str) -> str:
    """``/en/search/`` → ``/search/``: a page may have that name elsewhere in the tree."""
    return f"/{path.split('/', 2)[-1]}"
