"""Front caches hear of every change; which ones there are, the environment says."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import PageViewRestriction

from expo_site.front_cache import purging
from expo_site.front_cache.configured import front_caches
from expo_site.public_addresses import public_addresses, view_addresses
from pages.models import BasePage, StandardPage

pytestmark = pytest.mark.django_db


class Recorder(ThreadingHTTPServer):
    """A front cache that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_BAN(self) -> None:
                recorder.told.append((self.command, self.headers["Host"], self.path))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_PURGE = do_BAN

            def log_message(self, *args: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    server = Recorder()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", {}),
        (
            "varnish://cache:6081",
            {"front1": {"BACKEND": "expo_site.front_cache.varnish.VarnishBackend", "LOCATION": "http://cache:6081"}},
        ),
        (
            "cloudflare://secret%2F@zone cloudfront://ABC",
            {
                "front1": {
                    "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend",
                    "ZONEID": "zone",
                    "BEARER_TOKEN": "secret/",
                },
                "front2": {
                    "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudfrontBackend",
                    "DISTRIBUTION_ID": "ABC",
                },
            },
        ),
        ('{"own": {"BACKEND": "a.B"}}', {"own": {"BACKEND": "a.B"}}),
    ],
)
def test_the_environment_alone_says_which(value: str, expected: dict) -> None:
    assert front_caches(value) == expected


@pytest.mark.parametrize("value", ["cache:6081", "squid://cache", "varnish://", "{"])
def test_what_it_cannot_mean_is_said(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FRONT_CACHE_URL"):
        front_caches(value)


def test_varnish_forgets_the_host_in_one_request(recorder: Recorder, settings) -> None:
    settings.WAGTAILFRONTENDCACHE = front_caches(f"varnish://127.0.0.1:{recorder.server_port}")
    purging.purge_now()
    assert recorder.told == [("BAN", "localhost:8000", "/")]


def test_other_caches_are_told_every_address_in_both_languages(site_content, recorder: Recorder, settings) -> None:
    settings.WAGTAILFRONTENDCACHE = front_caches(f"purge://127.0.0.1:{recorder.server_port}")
    purging.purge_now()
    told = {path for _method, _host, path in recorder.told}
    assert set(public_addresses()) <= told
    assert len(recorder.told) == len(told)
    assert {
        "/en/",
        "/zh-hans/sessions/5/",
        "/sitemap.xml",
        "/data/figures.csv",
        "/zh-hans/sessions/sessions.ics",
    } <= told


def unpublish(page: BasePage) -> None:
    page.specific.unpublish()


def delete(page: BasePage) -> None:
    page.delete()


def restrict(page: BasePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move(page: BasePage) -> None:
    page.move(BasePage.objects.get(depth=2), pos="last-child")


def rename(page: BasePage) -> None:
    specific = page.specific
    specific.slug = "renamed"
    specific.save_revision().publish()


@pytest.mark.parametrize("leave", [unpublish, delete, restrict, move, rename])
def test_other_caches_forget_what_is_no_longer_read_there(
    leave: Callable[[BasePage], None], site_content, recorder: Recorder, settings, django_capture_on_commit_callbacks
) -> None:
    settings.WAGTAILFRONTENDCACHE = front_caches(f"purge://127.0.0.1:{recorder.server_port}")
    page = add_page(BasePage.objects.get(slug="about"), "travel")
    add_page(page, "trains")
    addresses = {f"/{code}/about/travel/{rest}" for code in ("en", "zh-hans") for rest in ("", "trains/")}
    assert addresses <= set(public_addresses())
    with django_capture_on_commit_callbacks(execute=True):
        leave(BasePage.objects.get(pk=page.pk))
    purging.purge_now()
    assert addresses <= {path for _method, _host, path in recorder.told}


def add_page(parent: BasePage, slug: str) -> BasePage:
    return parent.add_child(instance=StandardPage(title_en=slug, slug=slug))


def test_a_cache_that_is_away_disturbs_nobody(settings, caplog) -> None:
    settings.WAGTAILFRONTENDCACHE = front_caches("varnish://127.0.0.1:9")
    purging.purge_now()
    assert "did not forget" in caplog.text


def test_a_change_is_told_at_once_and_again(recorder: Recorder, settings, monkeypatch) -> None:
    settings.WAGTAILFRONTENDCACHE = front_caches(f"varnish://127.0.0.1:{recorder.server_port}")
    monkeypatch.setattr(purging, "AGAIN_SECONDS", (0.0, 0.05, 0.1))
    purger = purging.Purger()
    purger.purge_soon()
    purger.finish(20)
    assert 1 <= len(recorder.told) <= 3
    assert purger._due == []


def test_every_kept_view_is_among_the_addresses() -> None:
    assert {"/robots.txt", "/sitemap.xml", "/data/figures.json", "/en/search/opensearch.xml"} <= set(view_addresses())
