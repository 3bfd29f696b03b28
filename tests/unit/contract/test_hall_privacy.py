"""Who may see visitors unmasked, in a hall file: what can be said, and what is a mistake."""

import pytest

from contract.hall import parse_hall
from tests.helpers.halls import SMALL_HALL
from tests.helpers.unmasking import KEYS, unmasking_hall
from tests.unit.contract.test_hall_mistakes import mistakes, place

CLERK = """
[[clerk]]
id = "c01"
name = { zh = "周", en = "Zhou" }
"""


def test_a_clerk_may_unmask_where_the_hall_has_a_key_for_it() -> None:
    hall = unmasking_hall()
    assert all(clerk.unmasks for clerk in hall.clerk)
    assert hall.privacy.unmasking_key == KEYS.public[-1]


def test_nobody_may_who_is_not_named() -> None:
    assert not parse_hall(SMALL_HALL + CLERK).clerk[0].unmasks


def test_a_clerk_cannot_unmask_without_a_key() -> None:
    text = f"{SMALL_HALL}{CLERK}unmasks = true\n"
    [mistake] = mistakes(text)
    assert mistake.startswith(f"{place(text, 'unmasks')}: clerk c01 . unmasks: needs unmasking_key")
    assert "hallcall unmasking-key" in mistake


@pytest.mark.parametrize("key", ["", "short", "c2hvcnQ=", "ü" * 32])
def test_what_is_no_key_is_named_with_the_command_that_makes_one(key: str) -> None:
    text = f'{SMALL_HALL}[privacy]\nunmasking_key = "{key}"\n'
    [mistake] = mistakes(text)
    assert "hallcall unmasking-key" in mistake
