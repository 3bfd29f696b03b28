"""What windows show of lines at which nothing happened to them: whether it is another by now."""

from collections.abc import Iterable
from typing import NamedTuple

from contract.ids import GroupId, WindowId
from contract.messages.state import GroupLine, PanelTicket
from coordinator.domain.hall import Hall
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
    """Remembers what all windows show of each group.

    Most of what happens in a group, as that a service begins or ends, changes nothing of it.
    """

    def __init__(self) -> None:
        self._shown: dict[GroupId, _Shown] = {}

    def changed(self, hall: Hall, groups: Iterable[GroupId]) -> set[WindowId]:
        """Return the windows that show something else of these groups than the last time."""
        windows: set[WindowId] = set()
        for group_id in groups:
            shown, before = _shown(hall, group_id), self._shown.get(group_id)
            if shown != before:
                self._shown[group_id] = shown
                windows |= serving(hall, (group_id,)) | shown.held_at
                windows |= before.held_at if before is not None else set()
        return windows & hall.file.windows.keys()


def _shown(hall: Hall, group_id: GroupId) -> _Shown:
    tickets, not_before = hall.day.tickets, hall.day.not_before
    held = [tickets[each] for each in hall.day.held if tickets[each].group_id == group_id]
    return _Shown(
        group_line(hall, group_id),
        tuple([panel_ticket(ticket, None, not_before.get(ticket.id)) for ticket in held]),
        frozenset(ticket.window_id for ticket in held if ticket.window_id is not None),
    )
