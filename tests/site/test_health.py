"""What the machine that runs the site is told."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client


def test_a_living_process_says_so_without_the_database(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_ready_process_reaches_its_database(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["database"]) == (200, "ok")


@pytest.mark.django_db
def test_without_its_database_it_is_not_ready(client: Client) -> None:
    with mock.patch("expo_site.health.connection.cursor", side_effect=OperationalError):
        response = client.get("/health/ready")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")
