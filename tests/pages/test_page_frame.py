"""What stands around a page: menus that know where one is, data that cannot break out, texts that fell back."""

import datetime
import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.utils import timezone, translation

from pages.bilingual.fallback import language_shown
from pages.models import FeaturePage, SiteSettings
from pages.templatetags.frame import json_ld

pytestmark = pytest.mark.django_db


def html_of(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


def test_menu_marks_the_page_and_what_lies_above_it(visitor: Client) -> None:
    overview = html_of(visitor, "/en/about/overview/")
    assert re.search(r'href="/en/about/overview/"[^>]*aria-current="page"', overview)
    session = html_of(visitor, "/en/sessions/5/")
    assert re.search(r'href="/en/sessions/"[^>]*aria-current="true"', session)
    assert "aria-current" not in html_of(visitor, "/en/")


def test_pager_follows_the_main_menu(visitor: Client) -> None:
    html = html_of(visitor, "/zh-hans/features/innovation/")
    assert re.search(r'href="/zh-hans/features/military-civilian-integration/" rel="prev"', html)
    assert re.search(r'href="/zh-hans/features/cooperation/" rel="next"', html)


def test_data_for_search_engines_cannot_end_its_element() -> None:
    written = json_ld({"name": "</script><b>&"})
    assert "<" not in written
    assert json.loads(written) == {"name": "</script><b>&"}


def test_a_summary_that_fell_back_alone_is_marked(visitor: Client) -> None:
    FeaturePage.objects.filter(slug="innovation").update(summary_zh_hans="", summary_en="Only English.")
    html = html_of(visitor, "/zh-hans/")
    assert re.search(r'<p\s+lang="en"\s*>\s*Only English\.', html)
    with translation.override("zh-hans"):
        page = FeaturePage.objects.get(slug="innovation")
        assert (language_shown(page, "summary"), language_shown(page, "title")) == ("en", "zh-hans")


def test_nothing_is_shown_that_is_not_filled_in(visitor: Client) -> None:
    html = html_of(visitor, "/en/")
    for absent in (
        "beian.miit.gov.cn",
        "beian.mps.gov.cn",
        'class="contact"',
        "tel:",
        "google-site-verification",
        'class="gray"',
    ):
        assert absent not in html


def test_what_is_filled_in_is_shown(visitor: Client) -> None:
    today = timezone.localdate()
    site = SiteSettings.objects.get()
    site.icp_number, site.security_number = "蜀ICP备12345678号-1", "川公网安备51070002000123号"
    site.contact_phone, site.contact_email = "+86 816 0000000", "expo@example.org"
    site.notice_en, site.notice_zh_hans = "Closed on Monday.", ""
    site.grayscale_from = site.grayscale_until = today
    site.baidu_verification = "codeva-abc123"
    site.save()
    html = html_of(visitor, "/zh-hans/")
    assert 'href="https://beian.miit.gov.cn/"' in html
    assert site.icp_number in html
    assert site.security_number in html
    assert "tel:+868160000000" in html
    assert re.search(r'<html lang="zh-Hans"\s+class="gray"', html)
    assert re.search(r'name="baidu-site-verification"\s+content="codeva-abc123"', html)
    assert re.search(r'role="status".*?<p\s+lang="en"\s*>\s*Closed on Monday\.', html, re.DOTALL)
    site.grayscale_from = site.grayscale_until = today - datetime.timedelta(days=1)
    site.notice_until = timezone.now() - datetime.timedelta(hours=1)
    site.save()
    html = html_of(visitor, "/zh-hans/")
    assert "Closed on Monday." not in html
    assert 'class="gray"' not in html


@pytest.mark.parametrize(("code", "words"), [("en", "There is no page"), ("zh-hans", "页面")])
def test_a_wrong_address_answers_in_its_language(visitor: Client, code: str, words: str) -> None:
    response = visitor.get(f"/{code}/nothing-here/")
    html = response.content.decode()
    assert response.status_code == 404
    assert words in html
    assert html.count("<h1") == 1
    assert 'content="noindex"' in html


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "expo_site.static_bundles.BundledStaticFilesStorage"}}, STATIC_ROOT="/nowhere"
)
@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_the_page_for_faults_needs_neither_database_nor_collected_files(code: str, django_assert_num_queries) -> None:
    with translation.override(code), django_assert_num_queries(0):
        html = render_to_string("500.html", {"language": code, "html_lang": code})
    assert html.count("<h1") == 1
    assert "stylesheet" not in html
