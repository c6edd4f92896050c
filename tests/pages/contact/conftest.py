"""The contact page with two roles, and a form filled in as a person does it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from pages.contact.models import ContactPage, ContactRole

type Send = Callable[..., HttpResponse]


@pytest.fixture
def contact(site_content: None) -> ContactPage:
    return ContactPage.objects.get()


@pytest.fixture
def roles(contact: ContactPage) -> list[ContactRole]:
    return [
        ContactRole.objects.create(
            page=contact,
            sort_order=order,
            label_en=english,
            label_zh_hans=chinese,
            email=f"{english.lower()}@example.org",
        )
        for order, (english, chinese) in enumerate([("Press", "媒体"), ("Exhibitors", "参展商")])
    ]


@pytest.fixture
def send(visitor: Client, contact: ContactPage) -> Send:
    """``send(text="…")`` posts the form as a browser does: from our own page, urlencoded in UTF-8."""

    def post(
        code: str = "en", *, headers: dict[str, str] | None = None, raw: bytes | None = None, **typed: Any
    ) -> HttpResponse:
        from urllib.parse import urlencode

        filled = {
            "text": "Where is the press center?",
            "name": "",
            "email": "",
            "consent": "on",
            "website": "",
            **typed,
        }
        body = (
            raw if raw is not None else urlencode({name: value for name, value in filled.items() if value is not None})
        )
        return visitor.post(
            f"/{code}/contact/send/",
            body,
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "http://localhost:8000", **(headers or {})},
        )

    return post
