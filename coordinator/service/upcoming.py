"""Whom each window would call next: a few windows at a time, so that no call has to wait."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from contract.ids import EpochMs, WindowId
from contract.messages.state import NextState, NextTicket
from coordinator.domain.calling import in_turn
from coordinator.domain.hall import Hall
from coordinator.domain.policy import Choice

SHOWN: Final = 5
WINDOWS_A_LOOK: Final = 16
ROUND_MS: Final = 15_000
"""So often every window is looked at: time alone may change an order."""


class Upcoming:
    """Which windows are to be looked at anew, whoever has waited longest for it first."""

    def __init__(self) -> None:
        self._due: dict[WindowId, None] = {}
        self._round_ms = EpochMs(0)

    def note(self, window_ids: Iterable[WindowId]) -> None:
        """Something has happened at these windows, or in one of their lines."""
        self._due |= dict.fromkeys(window_ids)

    def look(self, hall: Hall, now_ms: EpochMs) -> Iterator[NextState]:
        """Yield what the panels of some windows are to show."""
        if abs(now_ms - self._round_ms) >= ROUND_MS:
            self._round_ms = now_ms
            self.note(hall.file.windows)
        for window_id in list(islice(self._due, WINDOWS_A_LOOK)):
            del self._due[window_id]
            yield next_state(hall, window_id, now_ms)


def next_state(hall: Hall, window_id: WindowId, now_ms: EpochMs) -> NextState:
    """Return whom a window would call next."""
    window = hall.window(window_id)
    choices = in_turn(hall, window, now_ms) if window.clerk_id is not None else iter(())
    tickets = tuple([_next_ticket(hall, choice) for choice in islice(choices, SHOWN)])
    return NextState(window_id=window_id, tickets=tickets)


def _next_ticket(hall: Hall, choice: Choice) -> NextTicket:
    ticket = hall.day.tickets[choice.candidate.ticket_id]
    return NextTicket(
        ticket_id=ticket.id,
        number=ticket.number,
        group_id=ticket.group_id,
        item_id=ticket.item_id,
        priority_id=ticket.priority_id,
        issued_at_ms=ticket.issued_at_ms,
        appointed_at_ms=ticket.appointed_at_ms,
        why=choice.why,
        kept=ticket.is_kept,
    )
