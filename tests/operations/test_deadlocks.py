"""Two savers who wait for each other: the database gives one of them up, and both are told that they have saved."""

import threading
from collections.abc import Iterator

import pytest
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.cache import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from expo_site.saved_whole import saved_whole
from pages.after_deadlock import again_after_deadlock, was_given_up_for_another
from tests.at_once import at_once


@pytest.fixture
def two_rows(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A table of its own with the rows 1 and 2, outside of any transaction."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE waited_for (id int PRIMARY KEY, saves int NOT NULL DEFAULT 0)")
            cursor.execute("INSERT INTO waited_for (id) VALUES (1), (2)")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE waited_for")


class Saver:
    """Changes one row, waits at its first try until the other has changed the other one, then changes that."""

    def __init__(self, barrier: threading.Barrier, first: int) -> None:
        self.barrier, self.order, self.tries = barrier, (first, 3 - first), 0

    def save(self) -> None:
        self.tries += 1
        for place, row in enumerate(self.order):
            with connection.cursor() as cursor:
                cursor.execute("UPDATE waited_for SET saves = saves + 1 WHERE id = %s", [row])
            if place == 0 and self.tries == 1:
                self.barrier.wait(30)

    def answer(self, request: HttpRequest) -> HttpResponse:
        messages.success(request, "saved")
        content = b"".join(upload.read() for upload in request.FILES.values())
        self.save()
        return HttpResponse(content + request.POST.get("title", "").encode())


def saves() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT saves FROM waited_for ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def posted(*, large: bool = False) -> HttpRequest:
    request = RequestFactory().post("/", {"title": "科博会", "file": SimpleUploadedFile("a.txt", b"upload ")})
    request.session = SessionStore()
    MessageMiddleware(lambda request: HttpResponse()).process_request(request)
    if large:
        request.FILES["file"].temporary_file_path = lambda: "/nowhere"
    return request


def test_both_savers_are_told_that_they_have_saved_and_only_once(two_rows: None) -> None:
    barrier = threading.Barrier(2)
    savers, requests = [Saver(barrier, 1), Saver(barrier, 2)], [posted(), posted()]
    answers = at_once(
        *(
            lambda saver=saver, request=request: saved_whole(saver.answer)(request)
            for saver, request in zip(savers, requests, strict=True)
        )
    )
    assert [answer.content.decode() for answer in answers] == ["upload 科博会"] * 2
    assert sorted(saver.tries for saver in savers) == [1, 2], "they did wait for each other"
    assert saves() == [2, 2], "nothing of the try that was given up is left"
    assert [[str(said) for said in messages.get_messages(request)] for request in requests] == [["saved"]] * 2


def test_a_save_whose_upload_is_used_up_is_not_tried_again_with_half_of_it(two_rows: None) -> None:
    barrier = threading.Barrier(2)
    savers = [Saver(barrier, 1), Saver(barrier, 2)]

    def outcome(saver: Saver) -> str:
        try:
            saved_whole(saver.answer)(posted(large=True))
        except OperationalError as error:
            return "given up" if was_given_up_for_another(error) else "failed"
        return "saved"

    assert sorted(at_once(*(lambda saver=saver: outcome(saver) for saver in savers))) == ["given up", "saved"]
    assert saves() == [1, 1]


def test_inside_a_larger_transaction_nothing_is_done_twice(two_rows: None) -> None:
    barrier = threading.Barrier(2)
    savers = [Saver(barrier, 1), Saver(barrier, 2)]

    def outcome(saver: Saver) -> str:
        try:
            with transaction.atomic():
                again_after_deadlock(saver.save)
        except OperationalError:
            return "given up"
        return "saved"

    assert sorted(at_once(*(lambda saver=saver: outcome(saver) for saver in savers))) == ["given up", "saved"]
    assert [saver.tries for saver in savers] == [1, 1]
    assert saves() == [1, 1]


def test_any_other_failure_is_not_tried_again(db: None) -> None:
    tried = []

    def fails() -> None:
        tried.append(1)
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        again_after_deadlock(fails)
    assert len(tried) == 1
