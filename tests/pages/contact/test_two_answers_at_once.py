"""Two colleagues answer one message in the same moment: the visitor gets one answer, and the other colleague is told."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from pages.contact.models import ContactMessage, OutgoingMail
from pages.contact.wagtail_hooks import messages_in_admin


def elsewhere[Result](*works: Callable[[], Result]) -> list[Result]:
    """At once, each on a connection of its own: outside of the transaction that a test runs in."""

    def alone(work: Callable[[], Result]) -> Result:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(60) for done in [pool.submit(alone, work) for work in works]]


@pytest.fixture
def message(db: None) -> Iterator[ContactMessage]:
    """One that every connection sees."""
    [made] = elsewhere(lambda: ContactMessage.objects.create(text="Where?", language="en", email="wang@example.org"))
    yield made
    elsewhere(made.delete)


def test_of_two_answers_one_is_sent(message: ContactMessage) -> None:
    form_class = messages_in_admin.edit_view_class(
        **messages_in_admin.get_edit_view_kwargs(), permission_policy=messages_in_admin.permission_policy
    ).get_form_class()
    both_have_read = threading.Barrier(2)

    def is_sent(text: str) -> bool:
        read = ContactMessage.objects.get(pk=message.pk)
        both_have_read.wait(30)
        with transaction.atomic():
            form = form_class({"answer": text, "state": "open", "remark": ""}, instance=read, for_user=None)
            if valid := form.is_valid():
                form.save()
        return valid

    texts = ["Hall 1.", "Hall 2."]
    outcomes = elsewhere(*(lambda text=text: is_sent(text) for text in texts))
    assert sorted(outcomes) == [False, True]
    message.refresh_from_db()
    assert message.answer == texts[outcomes.index(True)]
    assert OutgoingMail.objects.get(message=message).recipient == "wang@example.org"
