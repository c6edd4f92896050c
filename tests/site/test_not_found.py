"""An address that leads nowhere says so, in the reader's language, where it was asked for."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from tests.pages.staff import CHINESE, ENGLISH, sign_in

SAID = {ENGLISH: "The requested page could not be found.", CHINESE: "找不到请求的页面。"}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("path", ["nothing/", "reports/nothing/", "pages/99999/edit/"])
def test_staff_are_told_so_in_the_admin_in_their_language(site_content: None, language: str, path: str) -> None:
    answer = sign_in("editor", language).get(f"/{settings.ADMIN_PATH}/{path}", headers={"accept-language": "fr"})
    assert answer.status_code == 404
    assert SAID[language] in answer.content.decode()
    assert answer["Content-Language"]


@pytest.mark.parametrize("path", ["/data/nothing", "/documents/99/none.pdf", "/health/nothing", "/media/none.jpg"])
def test_what_has_no_language_is_not_looked_for_in_one(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_page_asked_for_without_a_language_is_found_in_the_visitors(visitor: Client) -> None:
    answer = visitor.get("/about/overview/", headers={"accept-language": "zh-CN"})
    assert (answer.status_code, answer["Location"]) == (302, "/zh-hans/about/overview/")


@pytest.mark.parametrize("number", ["{}", "-1", "²", "9" * 400, "9" * 5000], ids=lambda number: number[:8])
@pytest.mark.parametrize("address", ["chosen/{}/", "chosen-multiple/?id={}"])
def test_an_id_that_is_no_number_leads_nowhere_in_the_admin(site_content: None, address: str, number: str) -> None:
    """Wagtail hands it to the database, or to Python, which reads no number of more than 4,300 digits."""
    client = sign_in("editor", CHINESE)
    response = client.get("/admin/snippets/choose/pages_news/newstopic/" + address.replace("{}", quote(number)))
    assert response.status_code == 404
