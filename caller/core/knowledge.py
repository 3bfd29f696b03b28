"""What the panel has heard from the coordinator, and whether it may still be believed."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

from contract.ids import EpochMs, GroupId, WindowId
from contract.messages.alarms import Alarm, Alarms, Cases, RatingCase
from contract.messages.state import PanelState, QueueState, WindowState
from messaging import HallWatch, LinkState


class Trouble(Enum):
    """Why nothing can be done now. The value is the key of its text."""

    CONNECTING = "offline.connecting"
    LOST = "offline.lost"
    REFUSED = "offline.refused"
    TAKEN_OVER = "offline.taken_over"
    COORDINATOR_AWAY = "offline.coordinator_away"
    NOTHING_HEARD = "offline.nothing_heard"


HallNews: TypeAlias = QueueState | WindowState | Alarms | Cases

_OF_LINK: Final[Mapping[LinkState, Trouble]] = {
    LinkState.CONNECTING: Trouble.CONNECTING,
    LinkState.LOST: Trouble.LOST,
    LinkState.REFUSED: Trouble.REFUSED,
    LinkState.TAKEN_OVER: Trouble.TAKEN_OVER,
}


class Knowledge:
    """The last retained state of the window and the lines of the hall."""

    def __init__(self) -> None:
        self.panel: PanelState | None = None
        self.queues: dict[GroupId, QueueState] = {}
        self.windows: dict[WindowId, WindowState] = {}
        self.alarms: tuple[Alarm, ...] = ()
        self.cases: tuple[RatingCase, ...] = ()
        """What a supervisor at this window has to deal with; nobody else is told."""
        self.watch = HallWatch()

    def learn(self, state: HallNews) -> None:
        """Take what is retained of the hall around the window."""
        match state:
            case QueueState():
                self.queues[state.group_id] = state
            case WindowState():
                self.windows[state.window_id] = state
            case Alarms():
                self.alarms = state.alarms
            case Cases():
                self.cases = state.cases

    def trouble(self, now_ms: EpochMs) -> Trouble | None:
        """Return why nothing can be done now, or None."""
        if self.watch.link is not LinkState.CONNECTED:
            return _OF_LINK[self.watch.link]
        if not self.watch.alive(now_ms):
            return Trouble.COORDINATOR_AWAY
        return Trouble.NOTHING_HEARD if self.panel is None else None
