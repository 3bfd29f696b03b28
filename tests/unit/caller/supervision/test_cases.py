"""A supervisor answers bad ratings, and closes them with what has changed."""

import pytest

from caller.core.screens import Browse, Options, Sentence, Sheet
from contract.ids import EpochMs
from tests.helpers.desk import NOW_MS, free
from tests.helpers.hall_news import MINUTE_MS, case, cases
from tests.unit.caller.clerk import Clerk

OVERDUE = case("A011", due_at_ms=EpochMs(NOW_MS - 300 * MINUTE_MS))
ANSWERED = case("A012", answered_at_ms=NOW_MS, reason=None, level=2)


@pytest.fixture
def clerk() -> Clerk:
    """Return a supervisor who looks at two cases, the most urgent first."""
    made = Clerk(free())
    made.hear(cases(OVERDUE, ANSWERED))
    made.keys("S", "C")
    made.bench.wait(500)
    return made


def possible(clerk: Clerk) -> list[str]:
    return [option.id for option in clerk.sees(Sheet).options if option.possible]


def test_cases_are_shown_with_window_level_reason_and_time_left(clerk: Clerk) -> None:
    rows = [(row.text, row.note, row.detail, row.tone) for row in clerk.sees(Browse).rows]
    assert rows == [
        (
            "A011 · Not satisfied at all",
            "5 h overdue",
            "Window 2 · Took too long · Not answered",
            "bad",
        ),
        ("A012 · Not satisfied", "3 h left", "Window 2 · Answered, not corrected", ""),
    ]
    clerk.keys("Escape")
    assert clerk.sees(Options).options[-1].note == "1 overdue"


def test_a_case_is_answered(clerk: Clerk) -> None:
    clerk.keys("Enter")
    assert possible(clerk) == ["answer"]
    clerk.keys("C", "A", "Enter")
    assert clerk.sent == []

    clerk.type("已致电说明 ")
    clerk.keys("Enter")

    assert clerk.sent == ["AnswerCase"]
    assert clerk.last() == {"service_id": OVERDUE.service_id, "text": "已致电说明"}
    clerk.bench.done()
    assert clerk.sees(Sheet).frame.last == "A011: answer recorded"


def test_words_that_were_refused_are_still_there(clerk: Clerk) -> None:
    clerk.keys("Enter", "A")
    clerk.type("已致电说明")
    clerk.keys("Enter")

    clerk.bench.refuse("case_is_answered", number="A011")

    assert (clerk.sees(Sentence).preset, clerk.sees(Sentence).frame.refused) == ("已致电说明", True)


def test_an_answered_case_is_closed_by_what_has_changed_by_mouse(clerk: Clerk) -> None:
    clerk.tap("browse.choose", ANSWERED.service_id)
    assert possible(clerk) == ["correct"]
    clerk.tap("sheet.do", "correct")
    clerk.tap("entry.typed", "窗口增设一人")
    clerk.tap("entry.done")

    assert clerk.sent == ["CorrectCase"]
    assert clerk.last() == {"service_id": ANSWERED.service_id, "text": "窗口增设一人"}
    clerk.bench.done()
    assert clerk.sees(Browse).frame.last == "A012: bad rating closed"


def test_a_case_that_another_supervisor_has_closed_is_gone(clerk: Clerk) -> None:
    clerk.keys("Enter")

    clerk.hear(cases(ANSWERED))

    assert [row.id for row in clerk.sees(Browse).rows] == [ANSWERED.service_id]


def test_no_case_is_said() -> None:
    clerk = Clerk(free())
    clerk.keys("S", "C")
    assert clerk.sees(Browse).nothing == "No bad rating waits for anything"
