"""A supervisor looks at the lines, stops their tickets and lets them go on."""

import pytest

from caller.core.screens import Browse, Confirm, Options, Sentence, Sheet
from contract.messages.state import QueueState
from contract.text import Text
from tests.helpers.desk import GENERAL, HALL, HOUSING, free
from tests.helpers.hall_news import line_state, stopped
from tests.unit.caller.clerk import Clerk

CLOSED_BY_FILE = HALL.model_copy(
    update={
        "group": tuple(
            group.model_copy(update={"closed": Text(zh="停办", en="Not offered")})
            if group.id == HOUSING
            else group
            for group in HALL.group
        )
    }
)


@pytest.fixture
def clerk() -> Clerk:
    """Return a supervisor who looks at the lines."""
    made = Clerk(free())
    made.hear(line_state(), stopped())
    made.keys("S", "L")
    made.bench.wait(500)
    return made


def facts(clerk: Clerk) -> dict[str, str]:
    return {fact.name: fact.text for fact in clerk.sees(Sheet).facts}


def possible(clerk: Clerk) -> list[str]:
    return [option.id for option in clerk.sees(Sheet).options if option.possible]


def test_every_line_is_shown_with_who_waits_how_long_and_why_it_is_closed(clerk: Clerk) -> None:
    rows = {row.id: (row.note, row.detail, row.tone) for row in clerk.sees(Browse).rows}
    assert rows == {
        GENERAL: ("7 waiting · 12 min", "Open · windows: 2", ""),
        HOUSING: ("7 waiting · 12 min", "Tickets stopped", "bad"),
    }


@pytest.mark.parametrize(
    ("line", "detail", "tone"),
    [
        (line_state(open_windows=0), "People wait, but no window is open", "bad"),
        (line_state(closing_soon=True), "Nearly all that can be served today is taken", "warn"),
        (line_state(closed_reason="capacity"), "The line fills what is left of the day", "bad"),
        (line_state(closed_reason="outside_hours"), "Outside its hours", ""),
        (line_state(waiting=0, open_windows=0), "Open · windows: 0", ""),
    ],
)
def test_what_needs_somebody_stands_out(
    clerk: Clerk, line: QueueState, detail: str, tone: str
) -> None:
    clerk.hear(line)
    [row, _] = clerk.sees(Browse).rows
    assert (row.detail, row.tone) == (detail, tone)


def test_a_line_is_found_by_typing_and_opened_by_enter(clerk: Clerk) -> None:
    clerk.tap("browse.search", "hous")
    assert [row.id for row in clerk.sees(Browse).rows] == [HOUSING]

    clerk.keys("Enter")

    assert facts(clerk)["Note"] == "Maintenance"
    clerk.keys("Escape")
    assert clerk.sees(Browse).search == "hous"


def test_nothing_found_is_said_and_opens_nothing(clerk: Clerk) -> None:
    clerk.tap("browse.search", "zzz")
    clerk.keys("Enter", "Down")
    assert clerk.sees(Browse).nothing == "Nothing matches"


def test_the_mark_stays_on_its_line_and_in_the_list(clerk: Clerk) -> None:
    clerk.keys("Down", "Down", "PageDown")
    assert [row.id for row in clerk.sees(Browse).rows if row.marked] == [HOUSING]
    clerk.keys("PageUp")
    assert [row.id for row in clerk.sees(Browse).rows if row.marked] == [GENERAL]


def test_a_line_is_stopped_with_a_ready_note_after_a_question(clerk: Clerk) -> None:
    clerk.keys("Enter")
    assert possible(clerk) == ["close"]
    clerk.keys("X", "1")
    assert clerk.sees(Confirm).question == (
        "Stop the tickets of General Services? Who has one is still called.\n"
        "The kiosks will say: System maintenance, no tickets for now"
    )
    assert clerk.sent == []

    clerk.keys("Enter")

    assert clerk.sent == ["CloseGroup"]
    assert clerk.last() == {
        "group_id": GENERAL,
        "note_zh": "系统维护，暂停取号",
        "note_en": "System maintenance, no tickets for now",
    }
    clerk.bench.done()
    assert clerk.sees(Sheet).frame.last == "General Services gives no tickets now"


def test_a_line_is_stopped_in_ones_own_words_by_mouse(clerk: Clerk) -> None:
    clerk.tap("browse.choose", GENERAL)
    clerk.tap("sheet.do", "close")
    clerk.tap("close.note", "T")
    assert clerk.sees(Sentence).title == "What are citizens told, in Chinese?"
    clerk.tap("entry.done")
    clerk.tap("entry.typed", " 系统升级 ")
    clerk.tap("entry.done")
    assert (clerk.sees(Sentence).title, clerk.sees(Sentence).preset) == (
        "What are citizens told, in English?",
        "",
    )
    clerk.tap("entry.typed", "Being\nupgraded")
    clerk.tap("entry.done")

    clerk.tap("confirm.yes")

    assert clerk.last() == {
        "group_id": GENERAL,
        "note_zh": "系统升级",
        "note_en": "Being upgraded",
    }


def test_words_are_never_longer_than_the_line_carries(clerk: Clerk) -> None:
    clerk.keys("Enter", "X", "T")
    clerk.type("长" * 300)
    assert len(clerk.sees(Sentence).preset) == 200


def test_a_stopped_line_is_opened_again(clerk: Clerk) -> None:
    clerk.keys("Down", "Enter")
    assert possible(clerk) == ["open"]
    clerk.keys("O", "Enter")

    assert (clerk.sent, clerk.last()) == (["OpenGroup"], {"group_id": HOUSING})
    clerk.bench.refuse("group_is_open", group=HOUSING)
    assert clerk.sees(Confirm).frame.refused
    clerk.keys("Escape")
    clerk.sees(Sheet)


def test_what_the_hall_file_closes_no_word_opens() -> None:
    clerk = Clerk(free(), hall=CLOSED_BY_FILE)
    clerk.hear(stopped())
    clerk.keys("S", "L", "Enter", "O")

    assert possible(clerk) == []


def test_a_reason_that_is_not_in_the_list_closes_nothing(clerk: Clerk) -> None:
    clerk.keys("Enter", "X", "9")
    clerk.tap("close.note", "x")
    assert clerk.sees(Options).title == "Why does General Services stop?"
    assert clerk.sent == []


def test_how_many_lines_are_stopped_stands_in_the_menu(clerk: Clerk) -> None:
    clerk.keys("Escape")
    notes = {option.id: option.note for option in clerk.sees(Options).options}
    assert notes == {"alarms": "", "lines": "1 closed", "windows": "", "cases": ""}
