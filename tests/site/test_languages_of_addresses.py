"""Which language a visitor gets, and how they change it."""

import pytest
from django.test import Client

CHINESE_BROWSERS = ["zh-CN,zh;q=0.9,en;q=0.8", "zh", "zh-TW", "zh-Hant-HK;q=0.5", "fr;q=0.9,zh-SG;q=0.8"]
OTHER_BROWSERS = [
    "en-US,en;q=0.9",
    "de",
    "",
    "fr;q=0.9",
    "en;q=0.9,zh;q=0.1",
    "zh;q=0,en;q=0.5",
    "*",
    "x" * 6000,
    ";;q=;,",
    "zh;q=abc",
]


@pytest.mark.parametrize("header", CHINESE_BROWSERS)
def test_any_kind_of_chinese_browser_is_led_to_the_chinese_home_page(client: Client, header: str) -> None:
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, "/zh-hans/")


@pytest.mark.parametrize("header", OTHER_BROWSERS)
def test_all_others_are_led_to_the_english_home_page(client: Client, header: str) -> None:
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, "/en/")


def test_front_door_is_never_cached_and_varies_by_what_it_looks_at(client: Client) -> None:
    response = client.get("/")
    assert "no-store" in response["Cache-Control"]
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_the_chosen_language_outweighs_the_browser(client: Client) -> None:
    client.cookies["language"] = "zh-hans"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/zh-hans/"


def test_an_unknown_language_in_the_cookie_is_passed_over(client: Client) -> None:
    client.cookies["language"] = "xx<script>"
    assert client.get("/", headers={"accept-language": "zh"})["Location"] == "/zh-hans/"


def test_the_switch_sets_the_cookie_and_goes_to_the_same_page(client: Client) -> None:
    response = client.get("/language/zh-hans/?next=/zh-hans/about/overview/%3Fa%3D1")
    assert (response.status_code, response["Location"]) == (302, "/zh-hans/about/overview/?a=1")
    cookie = response.cookies["language"]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("zh-hans", "Lax", True)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/",  # another site
        "//example.com/",  # another site, by the scheme of this one
        "/\\example.com",  # browsers read a backslash as a slash
        "javascript:alert(1)",  # a script for an address
        "\thttps://example.com/",  # control characters are dropped by browsers
        "http:///example.com",  # an empty host is dropped too
        "en/about/",  # not from the root
        "",
    ],
)
def test_the_switch_never_leads_to_another_site(client: Client, target: str) -> None:
    response = client.get("/language/en/", {"next": target})
    assert (response.status_code, response["Location"]) == (302, "/en/")


@pytest.mark.django_db
def test_a_language_the_site_does_not_have_is_not_found(client: Client) -> None:
    response = client.get("/language/fr/?next=/fr/", follow=True)
    assert response.status_code == 404
    assert "language" not in response.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_switch_changes_nothing_by_other_methods(client: Client, method: str) -> None:
    assert getattr(client, method)("/language/en/").status_code == 405
