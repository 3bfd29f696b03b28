"""What windows show of others' doings: whether it is another by now."""

from collections.abc import Iterable
from typing import NamedTuple

from contract.ids import GroupId, TicketId, WindowId
from contract.messages.state import GroupLine, PanelTicket
from coordinator.domain.hall import Hall
from coordinator.domain.visits.kept import awaited_window, kept
from coordinator.service.announce import serving
from coordinator.service.panel_views import panel_ticket
from coordinator.service.views import group_line


class _Shown(NamedTuple):
    """What a window shows of a group that it serves."""

    line: GroupLine
    held: tuple[PanelTicket, ...]
    """Who stepped aside."""
    held_at: frozenset[WindowId]
    """Where they did, which may not serve them."""


class Elsewhere:
    """Remembers what all windows show of each group, and who waits for one of them alone.

    Most of what happens in a group, as that a service begins or ends, changes nothing of it.
    """

    def __init__(self) -> None:
        self._shown: dict[GroupId, _Shown] = {}
        self._awaited: dict[TicketId, WindowId] = {}

    def changed(
        self, hall: Hall, groups: Iterable[GroupId], ticket_ids: Iterable[TicketId]
    ) -> set[WindowId]:
        """Return the windows that show something else than the last time, if no more than these
        groups and tickets have changed."""
        windows: set[WindowId] = set()
        for group_id in groups:
            shown, before = _shown(hall, group_id), self._shown.get(group_id)
            if shown != before:
                self._shown[group_id] = shown
                windows |= serving(hall, (group_id,)) | shown.held_at
                windows |= before.held_at if before is not None else set()
        for ticket_id in ticket_ids:
            windows |= self._awaiting(hall, ticket_id)
        return windows & hall.file.windows.keys()

    def begin(self, hall: Hall) -> None:
        """Remember what is shown once all windows are told."""
        self._shown.clear()
        self._awaited.clear()
        self.changed(hall, hall.file.groups, [ticket.id for ticket in kept(hall)])

    def _awaiting(self, hall: Hall, ticket_id: TicketId) -> set[WindowId]:
        """Return the windows that a ticket waited for alone until now, or does now."""
        ticket, before = hall.day.tickets.get(ticket_id), self._awaited.pop(ticket_id, None)
        now = awaited_window(hall, ticket) if ticket is not None else None
        if now is not None:
            self._awaited[ticket_id] = now.id
        return {each for each in (before, now.id if now else None) if each is not None}


def _shown(hall: Hall, group_id: GroupId) -> _Shown:
    tickets, not_before = hall.day.tickets, hall.day.not_before
    held = [tickets[each] for each in hall.day.held if tickets[each].group_id == group_id]
    return _Shown(
        group_line(hall, group_id),
        tuple([panel_ticket(ticket, None, not_before.get(ticket.id)) for ticket in held]),
        frozenset(ticket.window_id for ticket in held if ticket.window_id is not None),
    )
