"""Two people save different pages in the same moment, on two threads of one process."""

import copy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pages.blocks.checked_alone import CheckedAloneField
from pages.models import HomePage, StandardPage

ROUNDS = 150


@pytest.fixture
def quick_switches() -> Iterator[None]:
    """Threads take turns as often as they can, as they do by chance on a busy machine."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def body_of(model: type, name: str) -> Any:
    """The field as the editor's form has it."""
    return model.get_edit_handler().get_form_class().base_fields[name]


@pytest.mark.parametrize(("model", "name"), [(StandardPage, "body_en"), (HomePage, "body_zh_hans")])
def test_a_draft_with_gaps_does_not_let_another_page_go_live_with_one(
    db: None, quick_switches: None, model: type, name: str
) -> None:
    draft, live = (copy.deepcopy(body_of(model, name)) for _ in range(2))
    draft.is_deferred_validation = True
    gap = {"type": "heading", "value": {"text": "", "kind": "section", "anchor": ""}}
    many, one = (draft.block.to_python([gap] * number) for number in (20, 1))

    def save_drafts() -> list[Exception]:
        errors = []
        for _ in range(ROUNDS):
            try:
                draft.clean(many)
            except Exception as error:
                errors.append(error)
        return errors

    def publish() -> int:
        refused = 0
        for _ in range(ROUNDS):
            try:
                live.clean(one)
            except ValidationError:
                refused += 1
        return refused

    with ThreadPoolExecutor(3) as pool:
        drafts, pages = [pool.submit(save_drafts) for _ in range(2)], pool.submit(publish)
        assert [done.result() for done in drafts] == [[], []]
        assert pages.result() == ROUNDS


def test_every_body_is_checked_so() -> None:
    assert isinstance(body_of(StandardPage, "body_en"), CheckedAloneField)
    assert isinstance(body_of(HomePage, "figures"), CheckedAloneField)
