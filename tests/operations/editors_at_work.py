"""Editors who save, publish and upload through the admin's own forms, over HTTP, and note what was confirmed to them."""

import http.client
import io
import threading
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from PIL import Image

from tests.operations.running_site import RunningSite

MAKE_EDITORS = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from pages.models import BasePage, StandardPage
home, made = BasePage.objects.get(depth=2), []
for number in range({number}):
    user, _new = get_user_model().objects.get_or_create(username=f"editor-{{number}}")
    user.groups.add(Group.objects.get(name="Moderators"))
    page = StandardPage(title_en=f"Page {{number}}", title_zh_hans=f"页面 {{number}}", slug=f"page-{{uuid}}-{{number}}")
    home.add_child(instance=page)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    made.append([page.pk, page.slug, session.session_key])
print("MADE " + json.dumps(made))
"""


def some_letters() -> str:
    """Thirty-two of them, never the same. No digits: a number that only one language says is objected to."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


@dataclass
class Editor(threading.Thread):
    """One person at work on one page until ``until`` says stop."""

    site: RunningSite
    page: int
    slug: str
    session: str
    until: threading.Event
    saves: int | None = None
    uploads: bool = False
    confirmed: list[str] = field(default_factory=list)
    """Titles of which the site said that they were saved, in order."""
    pictures: list[str] = field(default_factory=list)
    interrupted: int = 0
    refused: list[str] = field(default_factory=list)
    """Answers that are neither a confirmation nor a connection that broke."""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return self.page

    def run(self) -> None:
        while not self.until.is_set() and (self.saves is None or len(self.confirmed) < self.saves):
            title = f"Title {some_letters()}"
            if self._sent(f"/admin/pages/{self.page}/edit/", self._form(title), title):
                self.confirmed.append(title)
            if self.uploads and len(self.pictures) < 20:
                self._upload()

    def _form(self, title: str) -> dict[str, str]:
        rows = {f"body_{code}-count": "0" for code in ("en", "zh_hans")}
        comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        form = {**rows, **comments, "title_en": title, "title_zh_hans": "页面", "slug": self.slug}
        if len(self.confirmed) % 2:
            form["action-publish"] = "publish"
        return form

    def _sent(self, address: str, form: dict[str, str], what: str) -> bool:
        body = urlencode({**form, "csrfmiddlewaretoken": "c" * 32})
        return self._posted(address, body.encode(), "application/x-www-form-urlencoded", what)

    def _upload(self) -> None:
        drawn, title = io.BytesIO(), f"Picture {uuid.uuid4().hex}"
        Image.effect_noise((200, 100), 50).save(drawn, "PNG")
        fields = {"title": title, "alt_en": "Noise", "alt_zh_hans": "噪点", "collection": "1"}
        fields["csrfmiddlewaretoken"] = "c" * 32
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
        ]
        parts.append(b'--x\r\nContent-Disposition: form-data; name="file"; filename="noise.png"\r\n\r\n')
        body = b"".join(parts) + drawn.getvalue() + b"\r\n--x--\r\n"
        if self._posted("/admin/images/add/", body, "multipart/form-data; boundary=x", title):
            self.pictures.append(title)

    def _posted(self, address: str, body: bytes, content_type: str, what: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=120)
        headers = {
            "Host": "localhost",
            "Cookie": f"sessionid={self.session}; csrftoken={'c' * 32}",
            "Content-Type": content_type,
        }
        try:
            connection.request("POST", address, body, headers)
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            self.interrupted += 1
            return False
        finally:
            connection.close()
        if answer.status != 302 or "/login/" in answer.headers.get("Location", ""):
            self.refused.append(f"{answer.status} for {what}: {answer.headers.get('Location')} {said[:2000]!r}")
            return False
        return True


def editors(site: RunningSite, number: int, until: threading.Event, **options: object) -> list[Editor]:
    """As many as asked for, each with an account, a session and a page of their own."""
    import json

    said = site.manage("run", MAKE_EDITORS.format(number=number).replace("{uuid}", uuid.uuid4().hex)).stdout
    made = json.loads(said.rpartition("MADE ")[2])
    return [Editor(site, page, slug, session, until, **options) for page, slug, session in made]  # type: ignore[arg-type]
