"""What a visitor takes along: links to the networks, a code for WeChat, a short address."""

import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from django.test import Client
from django.utils import translation
from PIL import Image
from resvg_py import svg_to_bytes

from pages.models import BasePage

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"
CASES = [
    ("en", "/en/features/innovation/", "Scientific and technological innovation – High-Tech Expo"),
    ("zh-hans", "/zh-hans/features/innovation/", "科技创新 – 科博会"),
    ("zh-hans", "/zh-hans/", "中国（绵阳）科技城国际科技博览会"),
]
PLACES = {
    "weibo": ("https", "service.weibo.com", "/share/share.php", "url", "title"),
    "qq": ("https", "connect.qq.com", "/widget/shareqq/index.html", "url", "title"),
    "qzone": ("https", "sns.qzone.qq.com", "/cgi-bin/qzshare/cgi_qzshare_onekey", "url", "title"),
    "linkedin": ("https", "www.linkedin.com", "/sharing/share-offsite/", "url", None),
    "x": ("https", "x.com", "/intent/post", "url", "text"),
}


def page_at(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


def link_to(network: str, html: str) -> str:
    found = re.search(rf'<a\s+href="([^"]+)"[^>]*data-network="{network}"', html)
    assert found, network
    return unescape(found[1])


def decoded(svg: str) -> str:
    """What a camera reads from the code."""
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" {svg.removeprefix("<svg ")}'
    with Image.open(io.BytesIO(svg_to_bytes(svg_string=page, background="white"))) as image:
        codes = zxingcpp.read_barcodes(image.convert("L"))
    assert len(codes) == 1
    return codes[0].text


@pytest.mark.parametrize(("code", "address", "title"), CASES)
@pytest.mark.parametrize("network", PLACES)
def test_visitor_shares_address_and_title_of_the_language_read(
    visitor: Client, network: str, code: str, address: str, title: str
) -> None:
    scheme, host, path, address_name, title_name = PLACES[network]
    link = urlsplit(link_to(network, page_at(visitor, address)))
    query = parse_qs(link.query, strict_parsing=True)
    assert (link.scheme, link.hostname, link.path) == (scheme, host, path)
    assert query[address_name] == [HOST + address]
    if title_name:
        assert query[title_name] == [title]


def test_qq_and_weibo_are_given_picture_and_summary(visitor: Client) -> None:
    html = page_at(visitor, "/zh-hans/features/innovation/")
    picture = re.search(r'property="og:image" content="([^"]+)"', html)
    page = BasePage.objects.get(slug="innovation")
    assert picture
    for network in ("qq", "qzone"):
        query = parse_qs(urlsplit(link_to(network, html)).query)
        assert query["pics"] == [picture[1]]
        assert query["summary"] == [page.summary_zh_hans]
    assert parse_qs(urlsplit(link_to("weibo", html)).query)["pic"] == [picture[1]]


@pytest.mark.parametrize(("code", "address", "title"), CASES)
def test_visitor_mails_a_page(visitor: Client, code: str, address: str, title: str) -> None:
    link = urlsplit(link_to("mail", page_at(visitor, address)))
    query = parse_qs(link.query.replace("+", "%2B"), strict_parsing=True)
    assert (link.scheme, link.path) == ("mailto", "")
    assert query["subject"] == [title]
    assert query["body"][0].splitlines()[-1] == HOST + address
    assert "\r\n" in query["body"][0]  # RFC 6068: lines of a body end so


@pytest.mark.parametrize("address", ["/en/sessions/5/", "/zh-hans/sessions/5/", "/zh-hans/about/overview/"])
def test_camera_reads_the_canonical_address_of_this_language(visitor: Client, address: str) -> None:
    html = page_at(visitor, address)
    canonical = re.search(r'<link rel="canonical" href="([^"]+)">', html)
    codes = re.findall(r'<svg[^>]*class="qr".*?</svg>', html)
    assert canonical
    assert canonical[1] == HOST + address
    assert [decoded(code) for code in codes] == [canonical[1]] * 2  # on the screen and on paper
    assert html.count(canonical[1]) > 2  # and as text, for whoever has no camera


def test_comparison_is_shared_with_its_choice(visitor: Client) -> None:
    html = page_at(visitor, "/zh-hans/sessions/compare/?sessions=3,4,5")
    shared = f"{HOST}/zh-hans/sessions/compare/?sessions=3,4,5"
    assert parse_qs(urlsplit(link_to("weibo", html)).query)["url"] == [shared]
    code = re.search(r'<svg[^>]*class="qr".*?</svg>', html)
    assert code
    assert decoded(code[0]) == shared


def test_page_that_is_not_translated_is_shared_at_its_english_address(visitor: Client) -> None:
    page = BasePage.objects.get(slug="privacy").specific
    type(page).objects.filter(pk=page.pk).update(title_zh_hans="")
    html = page_at(visitor, "/zh-hans/about/privacy/")
    query = parse_qs(urlsplit(link_to("x", html)).query)
    assert query["url"] == [f"{HOST}/en/about/privacy/"]
    assert query["text"] == ["Privacy – High-Tech Expo"]


@pytest.mark.parametrize(("letter", "code"), [("e", "en"), ("z", "zh-hans")])
def test_short_address_follows_the_page(visitor: Client, letter: str, code: str) -> None:
    page = BasePage.objects.get(slug="innovation")
    html = page_at(visitor, f"/{code}/features/innovation/")
    assert f"{HOST}/{letter}/{page.pk}" in html
    page.slug = "moved"
    with translation.override("en"):
        page.save()
    response = visitor.get(f"/{letter}/{page.pk}")
    assert (response.status_code, response["Location"]) == (302, f"/{code}/features/moved/")


@pytest.mark.parametrize("number", ["1", "999999", "999999999999999999999"])
def test_short_address_of_nothing_is_not_found(visitor: Client, number: str) -> None:
    assert visitor.get(f"/e/{number}", follow=True).status_code == 404


def test_short_address_of_a_draft_is_not_found(visitor: Client) -> None:
    page = BasePage.objects.get(slug="overview").specific
    page.unpublish()
    assert visitor.get(f"/z/{page.pk}", follow=True).status_code == 404


def test_networks_that_read_itemprop_find_name_text_and_picture(visitor: Client) -> None:
    html = page_at(visitor, "/zh-hans/features/cooperation/")
    assert re.search(r'<head\s+itemscope\s+itemtype="https://schema.org/WebPage"', html)
    picture = re.search(r'<meta itemprop="image" content="([^"]+)">', html)
    assert picture
    assert f'<meta property="og:image" content="{picture[1]}">' in html
    assert '<meta itemprop="name" content="开放合作 – 科博会">' in html


def test_wechat_finds_a_large_picture_first(visitor: Client) -> None:
    for address in ("/zh-hans/", "/zh-hans/sessions/5/", "/en/about/privacy/"):
        first = re.search(r"<img\b[^>]*>", page_at(visitor, address))
        assert first
        width, height = (int(size) for size in re.findall(r'(?:width|height)="(\d+)"', first[0]))
        assert min(width, height) >= 300
        assert 'loading="lazy"' in first[0]  # nobody else loads it
        source = re.search(r'src="([^"]+)"', first[0])
        assert source
        assert visitor.get(source[1])["Content-Type"] == "image/png"
