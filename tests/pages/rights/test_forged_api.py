"""The API, were it switched on, refuses a translator."""

import json
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path
from wagtail.models import APIToken

from expo_site.urls import urlpatterns as site_urls
from pages.models import FeaturePage
from tests.pages.rights.conftest import whole_state
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE, sign_in

pytestmark = pytest.mark.django_db
WHATEVER = "HACKED"


class UrlsWithApi:
    """The site with Wagtail's writing API switched on, as somebody might one day."""


def api_urls() -> Any:
    from wagtail.api.v3.urls import api

    UrlsWithApi.urlpatterns = [path("api/v3/", api.urls), *site_urls]  # type: ignore[attr-defined]
    return UrlsWithApi


def test_api(feature: FeaturePage) -> None:
    """Reason: the API saves by forms and permissions of its own. The site has none; switched on, it refuses translators."""
    assert Client().get("/api/v3/", follow=True).status_code == 404
    translator = sign_in("translator", CHINESE)
    _token, key = APIToken.create_token(
        user=OpenForm(translator, f"/admin/pages/{feature.pk}/edit/").form.for_user, name="x"
    )
    client = Client(headers={"authorization": f"Bearer {key}"})
    before = whole_state(feature)
    with override_settings(ROOT_URLCONF=api_urls()):
        calls = {
            f"actions/{name}/": {"destination_id": feature.get_parent().pk, "slug": "x", "revision_id": 1}
            for name in ("publish", "unpublish", "copy", "move", "create_alias", "revert")
        }
        calls[""] = {"meta": {"type": "pages.FeaturePage"}, "title_en": WHATEVER, "title_zh_hans": WHATEVER}
        for address, data in calls.items():
            call = client.post if address else client.patch
            answer = call(f"/api/v3/pages/{feature.pk}/{address}", json.dumps(data), content_type="application/json")
            assert answer.status_code in (403, 404, 405, 422), address
        assert client.delete(f"/api/v3/pages/{feature.pk}/").status_code in (403, 404, 405)
    assert whole_state(feature) == before
