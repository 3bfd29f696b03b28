"""What the panel has heard from the coordinator, and whether it may still be believed."""

from enum import Enum

from contract.ids import EpochMs, GroupId
from contract.messages.state import HallState, PanelState, QueueState


class Trouble(Enum):
    """Why nothing can be done now. The value is the key of its text."""

    CONNECTING = "offline.connecting"
    LOST = "offline.lost"
    REFUSED = "offline.refused"
    TAKEN_OVER = "offline.taken_over"
    COORDINATOR_AWAY = "offline.coordinator_away"
    NOTHING_HEARD = "offline.nothing_heard"


class Heartbeat:
    """Tells a living coordinator from the retained last beat of a dead one.

    A beat is believed for `stale_after_s` after it came, if it is a new one. The first after a
    connect may be retained from long ago, so it must also be young by our own clock; should our
    clock be wrong, the next beat comes within seconds and convinces.
    """

    def __init__(self) -> None:
        self._last: HallState | None = None
        self._came_at_ms: int | None = None

    def beat(self, hall: HallState, now_ms: EpochMs) -> None:
        """Take a heartbeat that came at `now_ms`."""
        follows = self._last is not None and hall.at_ms > self._last.at_ms
        if follows or abs(now_ms - hall.at_ms) <= hall.stale_after_s * 1000:
            self._came_at_ms = now_ms
        self._last = hall

    def forget(self) -> None:
        """The line is new: what came before proves nothing about what comes now."""
        self._last = None
        self._came_at_ms = None

    def alive(self, now_ms: EpochMs) -> bool:
        """Return whether the coordinator is there."""
        if self._last is None or self._came_at_ms is None:
            return False
        return 0 <= now_ms - self._came_at_ms < self._last.stale_after_s * 1000


class Knowledge:
    """The last retained state of the window and the lines of the hall."""

    def __init__(self) -> None:
        self.panel: PanelState | None = None
        self.queues: dict[GroupId, QueueState] = {}
        self.heartbeat = Heartbeat()
        self._line_trouble: Trouble | None = Trouble.CONNECTING

    def line(self, trouble: Trouble | None) -> None:
        """Take how the line to the broker is; None: it is up."""
        if trouble is None:
            self.heartbeat.forget()
        self._line_trouble = trouble

    def trouble(self, now_ms: EpochMs) -> Trouble | None:
        """Return why nothing can be done now, or None."""
        if self._line_trouble is not None:
            return self._line_trouble
        if not self.heartbeat.alive(now_ms):
            return Trouble.COORDINATOR_AWAY
        return Trouble.NOTHING_HEARD if self.panel is None else None
