"""What a visitor sees when something breaks."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from pages.errors import server_error


@pytest.mark.parametrize(("path", "lang"), [("/en/about/", "en"), ("/zh-hans/about/", "zh-Hans")])
def test_a_fault_is_said_in_the_language_of_the_address_without_the_database(path: str, lang: str) -> None:
    """No database mark: any query would fail this test."""
    html = server_error(RequestFactory().get(path)).content.decode()
    assert f'<html lang="{lang}"' in html
    assert html.count("<h1") == 1


@pytest.mark.django_db
def test_a_lost_database_gives_the_fault_page_and_no_trace(client: Client) -> None:
    client.raise_request_exception = False
    with mock.patch("pages.routing.Site.find_for_request", side_effect=OperationalError("password=secret")):
        response = client.get("/zh-hans/about/overview/")
    html = response.content.decode()
    assert response.status_code == 503
    assert '<html lang="zh-Hans"' in html
    assert "secret" not in html
    assert "Traceback" not in html
