"""What the panel has heard from the coordinator, and whether it may still be believed."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias

from contract.ids import EpochMs, GroupId, TicketId, WindowId
from contract.messages.alarms import Alarm, Alarms, Cases, RatingCase
from contract.messages.state import (
    NextState,
    NextTicket,
    PanelState,
    QueueState,
    WindowState,
)
from messaging import HallWatch, LinkState


class Trouble(Enum):
    """Why nothing can be done now. The value is the key of its text."""

    CONNECTING = "offline.connecting"
    LOST = "offline.lost"
    REFUSED = "offline.refused"
    TAKEN_OVER = "offline.taken_over"
    COORDINATOR_AWAY = "offline.coordinator_away"
    NOTHING_HEARD = "offline.nothing_heard"


HallNews: TypeAlias = QueueState | WindowState | NextState | Alarms | Cases

_OF_LINK: Final[Mapping[LinkState, Trouble]] = {
    LinkState.CONNECTING: Trouble.CONNECTING,
    LinkState.LOST: Trouble.LOST,
    LinkState.REFUSED: Trouble.REFUSED,
    LinkState.TAKEN_OVER: Trouble.TAKEN_OVER,
}


PLACES_KEPT: Final = 9
"""As many as have a key."""


class Knowledge:
    """The last retained state of the window and the lines of the hall."""

    def __init__(self) -> None:
        self.panel: PanelState | None = None
        self.held_places: tuple[TicketId | None, ...] = ()
        """Where each ticket on hold stands in the list, and by which key it is taken up."""
        self.queues: dict[GroupId, QueueState] = {}
        self.windows: dict[WindowId, WindowState] = {}
        self._next: tuple[NextTicket, ...] = ()
        self.alarms: tuple[Alarm, ...] = ()
        self.cases: tuple[RatingCase, ...] = ()
        """What a supervisor at this window has to deal with; nobody else is told."""
        self.watch = HallWatch()

    def show(self, panel: PanelState) -> None:
        """Take what is retained of the window."""
        self.panel = panel
        held = [ticket.ticket_id for ticket in panel.held]
        self.held_places = places(self.held_places, held)

    def learn(self, state: HallNews) -> None:
        """Take what is retained of the hall around the window."""
        match state:
            case QueueState():
                self.queues[state.group_id] = state
            case WindowState():
                self.windows[state.window_id] = state
            case NextState():
                self._next = state.tickets
            case Alarms():
                self.alarms = state.alarms
            case Cases():
                self.cases = state.cases

    def upcoming(self) -> list[NextTicket]:
        """Return whom this window would call next, without those who were called meanwhile."""
        called = {window.number for window in self.windows.values()}
        if self.panel is not None and self.panel.ticket is not None:
            called.add(self.panel.ticket.number)
        return [ticket for ticket in self._next if ticket.number not in called]

    def trouble(self, now_ms: EpochMs) -> Trouble | None:
        """Return why nothing can be done now, or None."""
        if self.watch.link is not LinkState.CONNECTED:
            return _OF_LINK[self.watch.link]
        if not self.watch.alive(now_ms):
            return Trouble.COORDINATOR_AWAY
        return Trouble.NOTHING_HEARD if self.panel is None else None


def places(
    before: Sequence[TicketId | None], held: Sequence[TicketId]
) -> tuple[TicketId | None, ...]:
    """Return where the tickets on hold stand now: none moves while it is on hold.

    A newcomer takes a place that is free only when there is no other with a key: who aims at a
    ticket that goes just now must not hit another.
    """
    now = [ticket_id if ticket_id in held else None for ticket_id in before]
    for ticket_id in held:
        if ticket_id in now:
            continue
        if len(now) >= PLACES_KEPT and None in now:
            now[now.index(None)] = ticket_id
        else:
            now.append(ticket_id)
    while now and now[-1] is None:
        now.pop()
    return tuple(now)
