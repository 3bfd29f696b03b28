"""A ticket named by its number is cancelled, or put into another class."""

import pytest

from caller.core.screens import Confirm, Entry, Options, Panel
from contract.ids import ClerkId
from tests.helpers.desk import HALL, free, paused
from tests.unit.caller.clerk import Clerk


def test_a_number_is_cancelled_after_a_question() -> None:
    clerk = Clerk(paused())
    clerk.keys("X")
    clerk.type("a012")
    clerk.keys("Enter")
    assert clerk.sees(Confirm).question == "Cancel A012? It will not be called any more."
    assert clerk.sent == []

    clerk.keys("Enter")

    assert clerk.sent == ["CancelNumber"]
    assert clerk.last("person_hash", "token") == {
        "number": "A012",
        "reason": "由工作人员取消 Cancelled by a clerk",
    }
    clerk.bench.done()
    assert clerk.sees(Panel).frame.last == "A012 ✗ cancelled"


def test_a_number_that_is_wrong_is_asked_for_again_as_it_was_typed() -> None:
    clerk = Clerk(free())
    clerk.keys("X")
    clerk.type("A099")
    clerk.keys("Enter", "Y")

    clerk.bench.refuse("unknown_number", number="A099")

    entry = clerk.sees(Entry)
    assert (entry.preset, entry.frame.message) == ("A099", "Nobody has A099 now")


def test_whoever_does_not_mean_it_cancels_nothing() -> None:
    clerk = Clerk(free())
    clerk.keys("X")
    clerk.type("A012")
    clerk.keys("Enter", "N")
    assert clerk.sees(Entry).preset == "A012"

    clerk.keys("Escape")

    clerk.sees(Panel)
    assert clerk.sent == []


@pytest.mark.parametrize(("key", "class_id"), [("2", HALL.priority[1].id), ("0", None)])
def test_an_ordinary_clerk_gives_a_class_with_a_reason(key: str, class_id: str | None) -> None:
    clerk = Clerk(free(clerk_id=ClerkId("c02")))
    clerk.keys("Y")
    clerk.type("a012")
    clerk.keys("Enter")
    classes = [option.text for option in clerk.sees(Options).options]
    assert classes == [*(each.name.en for each in HALL.priority), "No class"]

    clerk.keys(key, "1")

    assert clerk.sent == ["GivePriority"]
    assert clerk.last() == {
        "number": "A012",
        "priority_id": class_id,
        "reason": "已出示证件 Showed a document",
    }


def test_a_class_by_mouse() -> None:
    clerk = Clerk(free())
    clerk.tap("menu")
    clerk.tap("menu.do", "give_priority")
    clerk.tap("entry.typed", "A012")
    clerk.tap("entry.done")
    clerk.tap("priority.class", HALL.priority[0].id)

    clerk.tap("priority.reason", "4")

    assert clerk.last()["priority_id"] == HALL.priority[0].id


def test_a_class_or_a_reason_that_is_not_there_does_nothing() -> None:
    clerk = Clerk(free())
    clerk.keys("Y")
    clerk.type("A012")
    clerk.keys("Enter", "9")
    clerk.tap("priority.class", "vip")
    clerk.keys("1", "9")
    clerk.tap("priority.reason", "x")

    assert clerk.sent == []
    assert clerk.sees(Options).title == "Why is A012 changed? (for the record)"
