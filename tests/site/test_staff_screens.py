"""Our own screens of the admin say what they are, to the eye and to a screen reader."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from pages.models import BasePage, OverviewPage
from pages.people.models import Invitation
from pages.recycle_bin.models import DeletedPage


def profile() -> list[int]:
    return [OverviewPage.objects.get().pk]


def deleted() -> list[int]:
    BasePage.objects.get(slug="privacy").delete()
    return [DeletedPage.objects.get().pk]


def invited() -> list[int]:
    role = Group.objects.get(name="Editors")
    return [Invitation.objects.create(recipient="lin@example.org", role=role, language="zh-hans").pk]


SCREENS = {
    "invitations:index": list,
    "invitations:add": list,
    "invitation": invited,
    "site_health": list,
    "totals_report": list,
    "import_figures": list,
    "begin_next_session": list,
    "keep_edition": profile,
    "recycle_bin": list,
    "recycle_bin_restore": deleted,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCREENS)
def test_each_has_one_heading_and_the_same_title(admin_client: Client, site_content: None, name: str) -> None:
    answer = admin_client.get(reverse(name, args=SCREENS[name]()))
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "lxml")
    headings = soup.find_all("h1")
    assert len(headings) == 1
    said = headings[0].get_text(" ", strip=True)
    assert said
    title = soup.title.get_text(" ", strip=True)
    assert any(part in said for part in re.split(r"\s+[-–|]\s+", title)), (title, said)
