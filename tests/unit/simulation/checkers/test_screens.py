"""What a board may show: the calls of the journal, and in a rush those that are large still."""

from types import SimpleNamespace
from typing import Any

from display.core.screens import Board, Both, CallRow, Clock, Shift
from simulation.checkers.ledger import RECENT_CALLS, Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.screens import LARGE_AT_ONCE, Screens
from tests.helpers.halls import shipped_hall

HALL = shipped_hall("street")
BOARD = next(each for each in HALL.display if each.kind == "board")
NOTHING = Both("", "")


def board(*numbers: str) -> Board:
    """Return a board with these calls, all of them over."""
    rows = [
        CallRow(9 - n, number, "1", "", fresh=False, active=False)
        for n, number in enumerate(numbers)
    ]
    return Board(
        hall=NOTHING, zone=NOTHING, clock=Clock("", NOTHING), large=(), grid=1, calls=tuple(rows),
        known=len(rows), waiting=(), pages=1, page=0, paused="", idle=NOTHING, notice=None,
        picture=None, stale=None, shift=Shift(0, 0), rest=None,
    )  # fmt: skip


def accusations(called: int, *shown: str) -> list[str]:
    """Return what is wrong with a board that shows these, after so many calls from A01 on."""
    found: list[str] = []
    ledger = Ledger(HALL, lambda _promise, _what: None)
    facts: dict[str, Any] = {"window_id": "w1", "zone_id": BOARD.zone, "group_id": "general"}
    ledger.take(Happening(kind="clerk_signed_in", at_ms=0, window_id="w1", clerk_id="li"))
    for n in range(1, called + 1):
        ticket = {**facts, "ticket_id": f"A{n:02}", "number": f"A{n:02}"}
        kinds = ("ticket_issued", "paper_reported", "ticket_called", "service_started")
        for kind in (*kinds, "service_finished"):
            ledger.take(Happening(kind=kind, at_ms=n, call_seq=n, outcome="printed", **ticket))
    display: Any = SimpleNamespace(entry=BOARD, screen=board(*shown))
    Screens(ledger, lambda _promise, what: found.append(what)).check([display], [], [])
    return found


def newest_first(first: int, last: int) -> list[str]:
    return [f"A{n:02}" for n in range(last, first - 1, -1)]


def test_a_board_shows_the_calls_of_the_journal_and_no_other() -> None:
    assert not accusations(3, "A03", "A02", "A01")
    assert accusations(3, "A03", "A02")
    assert accusations(3, "A03", "A01", "A02")
    assert accusations(3, "A03", "A02", "A01", "A00")


def test_in_a_rush_some_are_large_still_that_the_list_has_forgotten() -> None:
    called = RECENT_CALLS + 10
    last = newest_first(called - RECENT_CALLS + 1, called)

    assert not accusations(called, *last)
    assert not accusations(called, *last, "A07", "A06", "A03", "A01")
    assert accusations(called, *last, *newest_first(1, LARGE_AT_ONCE + 1))
    assert accusations(called, *last[1:], "A07")
