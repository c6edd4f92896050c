"""Which sites and accounts are genuine, and what public sites say about themselves to machines."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pages.models import GenuineSite, OfficialAddressesPage, SimilarName, SiteSettings, SocialAccount

pytestmark = pytest.mark.django_db


def html_of(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


def tags(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', html))


def organization(html: str) -> dict:
    written = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return next(each for each in map(json.loads, written) if each["@type"] == "Organization")


def test_visitor_sees_the_one_address_that_is_known_from_the_start(visitor: Client) -> None:
    html = html_of(visitor, "/zh-hans/about/official-addresses/")
    assert '<a href="http://localhost:8000">http://localhost:8000</a>' in html
    assert "sameAs" not in organization(html)
    assert "请勿混淆" not in html  # nobody has entered anything


def test_what_staff_enter_is_shown_and_said_to_search_engines(visitor: Client) -> None:
    site = SiteSettings.objects.get()
    site.genuine_sites.add(
        GenuineSite(label_en="Registration", label_zh_hans="报名", url="https://tickets.example.org/")
    )
    site.accounts.add(SocialAccount(label_en="WeChat", label_zh_hans="微信公众号", handle="expo-example"))
    site.accounts.add(SocialAccount(label_en="Weibo", label_zh_hans="微博", url="https://weibo.example.org/expo"))
    site.save()
    page = OfficialAddressesPage.objects.get()
    page.similar_names.add(SimilarName(name_en="Another expo", name_zh_hans="另一个展会", note_zh_hans="在别处举办"))
    page.save()
    html = html_of(visitor, "/zh-hans/about/official-addresses/")
    for shown in ("报名", "微信公众号", "expo-example", "https://weibo.example.org/expo", "请勿混淆", "在别处举办"):
        assert shown in html
    assert organization(html)["sameAs"] == ["https://tickets.example.org/", "https://weibo.example.org/expo"]
    assert "expo-example" not in html_of(visitor, "/zh-hans/")  # an account without an address is no link in the footer


def test_account_needs_an_address_or_a_name() -> None:
    with pytest.raises(ValidationError, match="address or the name"):
        SocialAccount(label="WeChat").clean()
    SocialAccount(label="WeChat", handle="expo").clean()


def test_page_carries_the_tags_of_public_sites(visitor: Client) -> None:
    home = tags(html_of(visitor, "/zh-hans/"))
    assert home == {"SiteName": "中国（绵阳）科技城国际科技博览会", "SiteDomain": "localhost"}
    section = tags(html_of(visitor, "/en/about/"))
    assert section["ColumnName"] == "About"
    assert "ArticleTitle" not in section
    article = tags(html_of(visitor, "/zh-hans/about/privacy/"))
    assert article["ColumnName"] == "关于科博会"
    assert article["ArticleTitle"] == "隐私说明"
    assert article["ContentSource"] == "科博会"
    assert article["Url"] == "http://localhost:8000/zh-hans/about/privacy/"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", article["PubDate"])


def test_identification_code_is_shown_once_it_is_entered(visitor: Client) -> None:
    site = SiteSettings.objects.get()
    site.site_id_code = "5107000001"
    site.full_clean()
    site.save()
    assert tags(html_of(visitor, "/en/about/privacy/"))["SiteIDCode"] == "5107000001"
    site.site_id_code = "51 07"
    with pytest.raises(ValidationError):
        site.full_clean()


def test_baidu_gets_every_address_a_line_with_chinese_first(visitor: Client) -> None:
    response = visitor.get("/sitemap.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "http://localhost:8000/zh-hans/"
    assert len(lines) == len(set(lines))
    xml = html_of(visitor, "/sitemap.xml")
    assert sorted(lines) == sorted(re.findall(r"<loc>(.*?)</loc>", xml))
    half = len(lines) // 2
    assert all("/zh-hans/" in line for line in lines[:half])
    assert "Sitemap: http://localhost:8000/sitemap.txt" in html_of(visitor, "/robots.txt")
