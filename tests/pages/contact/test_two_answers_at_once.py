"""Two colleagues answer one message in the same moment: the visitor gets one answer, and the other colleague is told."""

import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from pages.contact.models import ContactMessage, OutgoingMail
from pages.contact.wagtail_hooks import messages_in_admin
from tests.at_once import at_once


@pytest.fixture
def message(db: None) -> Iterator[ContactMessage]:
    """One that every connection sees."""
    [made] = at_once(lambda: ContactMessage.objects.create(text="Where?", language="en", email="wang@example.org"))
    yield made
    at_once(made.delete)


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
    outcomes = at_once(*(lambda text=text: is_sent(text) for text in texts))
    assert sorted(outcomes) == [False, True]
    message.refresh_from_db()
    assert message.answer == texts[outcomes.index(True)]
    assert OutgoingMail.objects.get(message=message).recipient == "wang@example.org"
