"""Whose word is taken for where a request comes from."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from expo_site.trusted_proxies import SAID_BY_PROXIES, TrustedProxyMiddleware


def arrives(settings, trusted: list[str], remote: str, forwarded: str, proto: str = "https") -> dict[str, str]:
    """What the rest of the site sees of a request."""
    settings.TRUSTED_PROXIES = trusted
    request = HttpRequest()
    request.META |= dict.fromkeys(SAID_BY_PROXIES, "198.51.100.99")
    request.META |= {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded, "HTTP_X_FORWARDED_PROTO": proto}
    TrustedProxyMiddleware(lambda _request: HttpResponse())(request)
    return request.META


def test_a_stranger_is_believed_nothing(settings) -> None:
    seen = arrives(settings, ["10.0.0.7"], "203.0.113.9", "1.2.3.4")
    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert not set(SAID_BY_PROXIES) & seen.keys()


def test_without_a_named_proxy_nobody_is_believed(settings) -> None:
    assert arrives(settings, [], "127.0.0.1", "1.2.3.4")["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "visitor"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9", "203.0.113.9"),  # the first was written by the visitor
        ("203.0.113.9, 10.1.2.3", "203.0.113.9"),  # two of ours, one behind the other
        ("2001:db8::5", "2001:db8::5"),
        ("<script>", "10.0.0.7"),
        ("1.2.3.4, unknown", "10.0.0.7"),
        ("", "10.0.0.7"),
    ],
)
def test_the_visitor_is_the_last_who_is_no_proxy_of_ours(settings, forwarded: str, visitor: str) -> None:
    seen = arrives(settings, ["10.0.0.7", "10.1.0.0/16"], "10.0.0.7", forwarded)
    assert seen["REMOTE_ADDR"] == visitor
    assert seen["HTTP_X_FORWARDED_PROTO"] == "https"


@pytest.mark.parametrize(("trusted", "visitor"), [(["unix"], "203.0.113.9"), (["10.0.0.7"], "")])
def test_a_proxy_on_a_socket_has_to_be_named_too(settings, trusted: list[str], visitor: str) -> None:
    assert arrives(settings, trusted, "", "203.0.113.9")["REMOTE_ADDR"] == visitor


def test_what_is_no_address_is_said_at_the_start(settings) -> None:
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        arrives(settings, ["proxy.example.org"], "10.0.0.7", "")
