"""Whom each window would call next: a few windows at a time, so that no call has to wait."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from contract.ids import EpochMs, WindowId
from contract.messages.state import NextState, NextTicket
from coordinator.domain.calling import in_turn
from coordinator.domain.hall import Hall, Window
from coordinator.domain.policy import Choice
from coordinator.domain.visits.kept import kept_for

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
        ahead = _Ahead(hall, now_ms)
        for window_id in list(islice(self._due, WINDOWS_A_LOOK)):
            del self._due[window_id]
            yield NextState(window_id=window_id, tickets=ahead.of(window_id))


class _Ahead:
    """Whom windows would call next, in a hall as it stands now.

    Windows that serve the same and have called alike, as the windows of a department do, would call
    the same tickets, which are then looked for once.
    """

    def __init__(self, hall: Hall, now_ms: EpochMs) -> None:
        self._hall = hall
        self._now_ms = now_ms
        self._alike: dict[tuple[object, ...], tuple[NextTicket, ...]] = {}

    def of(self, window_id: WindowId) -> tuple[NextTicket, ...]:
        hall = self._hall
        window = hall.window(window_id)
        if window.clerk_id is None:
            return ()
        if kept_for(hall, window_id):
            return self._of(window)
        alike = *hall.services[window_id].items(), window.moment(self._now_ms)
        if alike not in self._alike:
            self._alike[alike] = self._of(window)
        return self._alike[alike]

    def _of(self, window: Window) -> tuple[NextTicket, ...]:
        choices = islice(in_turn(self._hall, window, self._now_ms), SHOWN)
        return tuple([_next_ticket(self._hall, choice) for choice in choices])


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
