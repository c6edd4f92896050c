"""Staff sign in in Chromium: with a passkey, a code, a recovery code; every screen for everybody, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.pages.sign_in.people import PASSWORD, code_of, member, with_app, with_recovery_codes

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


LOOKS = [(locale, scheme) for locale in ("zh-CN", "en-GB") for scheme in ("light", "dark")]


@dataclass
class Somebody:
    """An editor; ``secret`` and ``codes`` where an app is set up."""

    username: str
    secret: str = ""
    codes: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def staff(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, Somebody]]:
    """A site that requires a second factor, and editors with and without one. Made before a test's own transaction begins."""
    with override_settings(STAFF_SECOND_FACTOR=True), django_db_blocker.unblock():
        people = {name: Somebody(f"{name} in a browser") for name in ("first", "second", "fresh", "codes")}
        people |= {f"{locale} {scheme}": Somebody(f"{locale} {scheme}") for locale, scheme in LOOKS}
        users = {name: member(each.username) for name, each in people.items()}
        for name in people.keys() - {"first", "second", "fresh"}:
            people[name].secret, people[name].codes = with_app(users[name]), with_recovery_codes(users[name])
        yield people
        for user in users.values():
            user.delete()


@pytest.fixture
def browser(site: str, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=site, reduced_motion="reduce", locale="zh-CN")
    yield context
    context.close()


def with_authenticator(page: Page) -> None:
    """A virtual device with a fingerprint reader, through the DevTools protocol."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def type_password(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")


def test_a_first_sign_in_sets_up_a_passkey_and_the_next_needs_nothing_else(staff, browser: BrowserContext) -> None:
    page = browser.new_page()
    with_authenticator(page)
    type_password(page, staff["first"].username)
    page.wait_for_url("**/admin/security/")
    expect(page.locator(".said")).to_contain_text("第二重验证")
    page.goto("/admin/pages/")
    page.wait_for_url("**/admin/security/")  # the admin stays closed until then

    page.click("a[href$='/security/passkeys/add/']")
    page.fill("[name=name]", "办公室电脑")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/admin/security/codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/admin/")
    expect(page.locator("h1")).to_contain_text("科博会")

    page.goto("/admin/security/")
    expect(page.locator(".held")).to_contain_text("办公室电脑")
    page.click(".leave button")
    page.wait_for_url("**/admin/login/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/admin/")
    expect(page.locator("h1")).to_contain_text("科博会")


def test_a_passkey_is_the_second_factor_after_a_password(staff, browser: BrowserContext) -> None:
    page = browser.new_page()
    with_authenticator(page)
    type_password(page, staff["second"].username)
    page.wait_for_url("**/admin/security/")
    page.goto("/admin/security/passkeys/add/")
    page.uncheck("[name=passwordless]")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/admin/security/codes/")
    page.click(".leave button")
    type_password(page, staff["second"].username)
    page.wait_for_url("**/admin/login/code/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/admin/")


def test_a_passkey_that_is_not_there_is_said_in_words(staff, browser: BrowserContext) -> None:
    page = browser.new_page()
    with_authenticator(page)
    page.goto("/admin/login/")
    page.click("form[data-passkey] button")
    expect(page.locator("[data-passkey-fault]")).to_contain_text("未能使用通行密钥")


def test_codes_of_an_app_and_recovery_codes_open_once(staff, chromium: Browser, site: str) -> None:
    somebody = staff["codes"]

    def enter(code: str) -> str:
        context = chromium.new_context(base_url=site, locale="zh-CN")
        page = context.new_page()
        type_password(page, somebody.username)
        page.wait_for_url("**/admin/login/code/")
        page.fill("[name=code]", code)
        page.click("form:has([name=code]) button[type=submit]")
        page.wait_for_load_state()
        path = page.url.removeprefix(site)
        context.close()
        return path

    app_code = code_of(somebody.secret)
    assert [enter(app_code), enter(app_code)] == ["/admin/", "/admin/login/code/"]
    assert [enter(somebody.codes[0]), enter(somebody.codes[0])] == ["/admin/", "/admin/login/code/"]


SCREENS = {
    "out": ["login/", "password_reset/", "password_reset/sent/", "password_reset/changed/", "login/inactive/"],
    "half": ["login/code/"],
    "in": [
        "security/",
        "security/sessions/",
        "security/password/",
        "security/app/remove/",
        "security/passkeys/add/",
        "security/codes/",
        "security/codes/new/",
        "security/again/",
        "security/again/code/",
        "logout/",
    ],
}


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
def test_every_screen_is_for_everybody(staff, chromium: Browser, site: str, axe: Axe, locale: str, scheme: str) -> None:
    """axe, one heading, no sideways scrolling at 320 px, no fault in the console, nothing from elsewhere."""
    somebody = staff[f"{locale} {scheme}"]
    wrong: list[str] = []
    context = chromium.new_context(
        base_url=site,
        locale=locale,
        color_scheme=scheme,
        viewport={"width": 320, "height": 700},
        reduced_motion="reduce",
    )
    context.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    context.on("request", lambda request: request.url.startswith(f"{site}/") or wrong.append(request.url))
    page = context.new_page()

    def look(path: str) -> None:
        page.goto(f"/admin/{path}")
        assert page.url.endswith(f"/admin/{path}"), page.url
        found = axe.run(page).response["violations"]
        assert found == [], (path, [each["id"] for each in found])
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if locale == "zh-CN" else "en")

    for path in SCREENS["out"]:
        look(path)
    page.goto("/admin/login/")
    page.fill("[name=username]", somebody.username)
    page.fill("[name=password]", "wrong")
    page.click("button[type=submit]")
    expect(page.locator("[role=alert]:visible")).to_be_visible()
    assert axe.run(page).response["violations"] == []
    type_password(page, somebody.username)
    for path in SCREENS["half"]:
        look(path)
    page.fill("[name=code]", code_of(somebody.secret))
    page.click("form:has([name=code]) button[type=submit]")
    page.wait_for_url("**/admin/")
    for path in SCREENS["in"]:
        look(path)
    page.click(".leave button, main button.main")
    page.wait_for_url("**/admin/login/")
    type_password(page, staff["fresh"].username)
    page.wait_for_url("**/admin/security/")
    for path in ("security/", "security/app/"):
        look(path)
    context.close()
    assert wrong == []
