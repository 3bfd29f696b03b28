"""Limits and what is due are judged by the rows alone, to the millisecond."""

from typing import Any

from simulation.checkers.ledger import Ledger
from simulation.checkers.limits import Limits
from simulation.checkers.promptness import Promptness
from simulation.checkers.rows import Happening
from tests.helpers.halls import shipped_hall

TICKET: dict[str, Any] = {"ticket_id": "A01", "number": "A01", "group_id": "general"}
AT_WINDOW: dict[str, Any] = {**TICKET, "window_id": "w1"}
FILE = shipped_hall("street")
OVERDUE_MS = FILE.policy.paper_overdue_s * 1000
UNDO_MS = FILE.desk.undo_finish_s * 1000


def row(kind: str, at_ms: int, **said: Any) -> Happening:
    return Happening(kind=kind, at_ms=at_ms, **said)


def limits(*rows: Happening) -> list[str]:
    """Return the promises that these rows break."""
    found: list[str] = []
    checker = Limits(FILE, Ledger(FILE, lambda *_: None), lambda promise, _: found.append(promise))
    for each in rows:
        checker.take(each)
    return found


def forgotten(*rows: Happening) -> list[str]:
    """Return the promises that these rows break: each but the first is of a command."""
    found: list[str] = []
    ledger = Ledger(FILE, lambda *_: None)
    checker = Promptness(FILE, ledger, lambda promise, _: found.append(promise))
    for place, each in enumerate(rows):
        checker.take(each, commanded=place > 0 and each.kind != "paper_overdue")
        ledger.take(each)
        checker.moved(each)
    return found


def test_a_finish_is_undone_until_its_time_is_over() -> None:
    finish = row("service_finished", 1_000, **AT_WINDOW)

    assert limits(finish, row("finish_undone", 1_000 + UNDO_MS - 1, **AT_WINDOW)) == []
    assert limits(finish, row("finish_undone", 1_000 + UNDO_MS, **AT_WINDOW))


def test_a_number_is_recalled_three_times_and_no_more() -> None:
    assert limits(row("ticket_recalled", 1, call_count=4, **AT_WINDOW)) == []
    assert limits(row("ticket_recalled", 1, call_count=5, **AT_WINDOW))


def test_a_paper_is_not_overdue_before_its_time() -> None:
    issued = row("ticket_issued", 1_000, **TICKET)

    assert limits(issued, row("paper_overdue", 1_000 + OVERDUE_MS, **TICKET)) == []
    assert limits(issued, row("paper_overdue", 999 + OVERDUE_MS, **TICKET))


def test_nothing_is_decided_before_an_overdue_paper_is_seen_to() -> None:
    issued = row("ticket_issued", 1_000, **TICKET)
    overdue = row("paper_overdue", 1_000 + OVERDUE_MS, **TICKET)

    assert forgotten(issued, row("window_paused", 999 + OVERDUE_MS, window_id="w1")) == []
    assert forgotten(issued, row("window_paused", 1_000 + OVERDUE_MS, window_id="w1"))
    assert forgotten(issued, overdue, row("window_paused", 1_000 + OVERDUE_MS)) == []
