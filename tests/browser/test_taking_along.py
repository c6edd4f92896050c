"""Sharing, copying and printing, as a visitor does it in a browser."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

NETWORKS = {
    "Weibo": ("service.weibo.com", "url", "title"),
    "QQ": ("connect.qq.com", "url", "title"),
    "Qzone": ("sns.qzone.qq.com", "url", "title"),
    "LinkedIn": ("www.linkedin.com", "url", None),
    "X": ("x.com", "url", "text"),
}
CLOSING = "，。、：；！？）》”’〉」％"
"""GB/T 15834—2011: never at the beginning of a line."""


@pytest.mark.parametrize("network", NETWORKS)
def test_link_opens_the_network_with_address_and_title(site: str, desktop: Page, network: str) -> None:
    host, address_name, title_name = NETWORKS[network]
    opened: list[str] = []

    def stand_in(route: Route) -> None:
        opened.append(route.request.url)
        route.fulfill(body="<title>the network</title>", content_type="text/html")

    # Nothing leaves this machine: what the browser would ask the network is caught here.
    desktop.context.route(lambda url: urlsplit(url).hostname == host, stand_in)
    desktop.goto(f"{site}/en/sessions/5/")
    assert opened == []
    canonical = desktop.locator("link[rel=canonical]").get_attribute("href")
    title = desktop.title()
    desktop.locator(".take-along").get_by_role("link", name=network, exact=True).click()
    desktop.wait_for_url(lambda url: urlsplit(url).hostname == host)
    query = parse_qs(urlsplit(opened[0]).query)
    assert query[address_name] == [canonical]
    if title_name:
        assert query[title_name] == [title.strip()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_on_the_screen_is_read_by_a_camera(site: str, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 760}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}/zh-hans/sessions/5/")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    page.get_by_role("button", name="微信").click()
    expect(page.locator("#wechat")).to_contain_text(canonical or "-")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text == canonical
    context.close()


def test_address_is_copied_and_that_is_said(site: str, chromium: Browser) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/zh-hans/about/overview/")
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".take-along [role=status]")).to_have_text("链接已复制。")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical
    context.close()


def test_where_copying_is_forbidden_the_address_is_shown(site: str, desktop: Page) -> None:
    desktop.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false;"
    )
    desktop.goto(f"{site}/en/about/overview/")
    desktop.get_by_role("button", name="Copy link").click()
    expect(desktop.locator(".take-along [role=status]")).to_contain_text("Copying is not allowed here")
    expect(desktop.locator("#wechat .address")).to_be_visible()


def test_system_sheet_gets_title_and_address(site: str, desktop: Page) -> None:
    desktop.add_init_script("navigator.share = (data) => { window.shared = data; return Promise.resolve(); }")
    desktop.goto(f"{site}/zh-hans/features/innovation/")
    desktop.get_by_role("button", name="分享给").click()
    canonical = desktop.locator("link[rel=canonical]").get_attribute("href")
    assert desktop.evaluate("window.shared") == {"title": desktop.title().strip(), "url": canonical}


def test_only_wechat_loads_the_first_picture(site: str, chromium: Browser) -> None:
    for agent, loads in (("", False), ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 MicroMessenger/8.0.50", True)):
        context = chromium.new_context(**({"user_agent": agent} if agent else {}))
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{site}/zh-hans/sessions/5/", wait_until="networkidle")
        assert any("/share/" in url for url in asked) is loads
        context.close()


@pytest.mark.parametrize("path", ["zh-hans/about/overview/", "zh-hans/sessions/5/", "en/features/innovation/"])
def test_paper_has_page_numbers_sources_and_the_way_back(site: str, desktop: Page, path: str) -> None:
    desktop.goto(f"{site}/{path}")
    canonical = desktop.locator("link[rel=canonical]").get_attribute("href")
    pages = PdfReader(io.BytesIO(desktop.pdf(format="A4", prefer_css_page_size=False))).pages
    texts = [page.extract_text() for page in pages]
    for number, text in enumerate(texts, start=1):
        assert re.search(rf"\b{number} / {len(texts)}\b", text)
    together = "".join("".join(texts).split())
    assert canonical
    assert canonical in together
    assert re.search(r"https?://[^/]+/[ez]/\d+", together)
    for control in ("复制链接", "Copy link", "阅读设置", "Reading comfort", "菜单"):
        assert control not in together
    if "sessions/5" in path:
        assert "信息来源" in together or "来源" in together


@pytest.mark.parametrize("path", ["about/overview/", "features/cooperation/", "about/accessibility/"])
def test_no_line_on_paper_begins_with_a_full_stop(site: str, desktop: Page, path: str) -> None:
    desktop.goto(f"{site}/zh-hans/{path}")
    desktop.emulate_media(media="print")
    for width in (520, 600, 680):
        desktop.set_viewport_size({"width": width, "height": 960})
        beginnings = desktop.evaluate(
            """() => {
                const found = [];
                for (const block of document.querySelectorAll("main :is(p, li, dd, h1, h2)")) {
                    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                    let bottom = -Infinity;
                    for (let node; (node = walker.nextNode()); ) {
                        for (let at = 0; at < node.data.length; at += 1) {
                            if (!node.data[at].trim()) continue;
                            const range = document.createRange();
                            range.setStart(node, at);
                            range.setEnd(node, at + 1);
                            const box = range.getClientRects()[0];
                            if (!box) continue;
                            if (box.top > bottom - 2) { found.push(node.data[at]); bottom = box.bottom; }
                        }
                    }
                }
                return found;
            }"""
        )
        assert len(beginnings) > 10
        assert [each for each in beginnings if each in CLOSING] == [], width
