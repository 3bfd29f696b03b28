"""Expected waits, kept fresh: one neighbourhood of lines at a time, so that no call has to wait."""

from typing import Final

from contract.ids import EpochMs, GroupId, TicketId
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.estimate.foresee import waits_around
from coordinator.domain.estimate.picture import newcomer_id
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State

ROUND_MS: Final = 3000
"""Every line is foreseen anew so often, or less often if it takes longer."""


class Outlook:
    """What a citizen who came now could be told, group by group."""

    def __init__(self) -> None:
        self._newcomers: dict[GroupId, Wait | None] = {}
        self._waiting: dict[TicketId, Wait] = {}
        self._due: list[GroupId] = []
        self.began_ms = EpochMs(0)
        """When the last round began."""

    def newcomer(self, group_id: GroupId) -> Wait | None:
        """Return the wait of a ticket taken now; None when it cannot be told."""
        return self._newcomers.get(group_id)

    def waiting(self, ticket_id: TicketId) -> Wait | None:
        """Return how long a ticket will wait from now; None when it cannot be told."""
        return self._waiting.get(ticket_id)

    def refresh(self, hall: Hall, now_ms: EpochMs) -> list[GroupId]:
        """Look at the next neighbourhood that is due; return its groups, none if none is."""
        if not hall.tells_waits:
            return []
        if not self._due and abs(now_ms - self.began_ms) >= ROUND_MS:
            self._due, self.began_ms = list(hall.file.groups), now_ms
            self._forget_who_waits_no_more(hall)
        if not self._due:
            return []
        groups, waits = waits_around(hall, self._due[0], now_ms)
        self._waiting |= waits
        for group_id in groups:
            self._newcomers[group_id] = waits.get(newcomer_id(group_id, None))
        self._due = [group_id for group_id in self._due if group_id not in groups]
        return groups

    def _forget_who_waits_no_more(self, hall: Hall) -> None:
        tickets = hall.day.tickets
        for ticket_id in list(self._waiting):
            if ticket_id not in tickets or tickets[ticket_id].state is not State.WAITING:
                del self._waiting[ticket_id]
