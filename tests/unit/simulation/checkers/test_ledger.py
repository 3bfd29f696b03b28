"""The ledger knows where a ticket may be next, by the journal alone."""

from typing import Any

from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import Happening
from tests.helpers.halls import shipped_hall

TICKET: dict[str, Any] = {"ticket_id": "A01", "number": "A01", "group_id": "general"}
NEXT: dict[str, Any] = {"step": {"group_id": "general"}}
SERVED = ("ticket_called", "service_started", "service_finished")


def accusations(*kinds: str) -> list[str]:
    """Return what is wrong when this happens to a ticket, one after the other."""
    found: list[str] = []
    ledger = Ledger(shipped_hall("street"), lambda _promise, what: found.append(what))
    ledger.take(Happening(kind="clerk_signed_in", at_ms=0, window_id="w1", clerk_id="li"))
    ledger.take(Happening(kind="ticket_issued", at_ms=1, **TICKET))
    ledger.take(Happening(kind="paper_reported", at_ms=2, outcome="printed", **TICKET))
    for at_ms, kind in enumerate(kinds, 3):
        step = NEXT if kind in ("visit_stayed", "visit_went_on") else {}
        ledger.take(Happening(kind=kind, at_ms=at_ms, window_id="w1", **TICKET, **step))
    return found


def test_a_finish_can_be_undone_whether_the_visit_ended_stayed_or_went_on() -> None:
    assert accusations(*SERVED, "finish_undone", "service_finished") == []
    assert accusations(*SERVED, "visit_stayed", "finish_undone", "service_finished") == []
    assert accusations(*SERVED, "visit_went_on", "finish_undone", "service_finished") == []


def test_what_was_never_finished_is_not_undone() -> None:
    assert accusations("ticket_called", "service_started", "finish_undone")
    assert accusations(*SERVED, "visit_stayed", "service_finished", "finish_undone") == []
    assert accusations(*SERVED, "visit_stayed", "ticket_held", "finish_undone")
