"""What the kiosk knows of the hall: is it there, is it open, how long are its lines."""

from typing import Final

from contract.ids import EpochMs, GroupId
from contract.messages.state import HallState, QueueState
from messaging import LinkState

LINK_GRACE_MS: Final = 2_000
"""A line that is back so soon was never gone for the visitor."""

CLOCK_APART_MS_MAX: Final = 30_000


class HallWatch:
    """Fed by the line; asked for by whoever draws. Ages by the kiosk's own clock."""

    def __init__(self) -> None:
        self.detail = ""
        self.ahead_ms = 0
        """How far the coordinator's clock is ahead of ours, as the last live heartbeat showed."""
        self._link = LinkState.CONNECTING
        self._lost_at_ms: EpochMs | None = EpochMs(0)
        self._hall: HallState | None = None
        self._beat_at_ms: EpochMs | None = None
        self._queues: dict[GroupId, QueueState] = {}

    def on_link(self, state: LinkState, detail: str, now_ms: EpochMs) -> None:
        """Take a change of the line. To try again after a refusal is not yet to be accepted."""
        standing = self._link in (LinkState.REFUSED, LinkState.TAKEN_OVER)
        if state is LinkState.CONNECTING and standing:
            return
        if state is LinkState.CONNECTED:
            self._lost_at_ms = None
        elif self._lost_at_ms is None:
            self._lost_at_ms = now_ms
        self._link, self.detail = state, detail

    def on_hall(self, state: HallState, now_ms: EpochMs) -> None:
        """Take a heartbeat. A retained one of a dead coordinator is old, and is no sign of life."""
        newer = self._hall is not None and state.at_ms > self._hall.at_ms
        recent = abs(now_ms - state.at_ms) <= state.stale_after_s * 1000
        if newer or recent:  # the first alone would do, were the clocks of all machines right
            self._beat_at_ms = now_ms
            self.ahead_ms = state.at_ms - now_ms
        self._hall = state

    def on_queue(self, state: QueueState) -> None:
        self._queues[state.group_id] = state

    def distrust(self) -> None:
        """A command went unanswered: believe in the coordinator again at its next heartbeat."""
        self._beat_at_ms = None

    @property
    def taken_over(self) -> bool:
        return self._link is LinkState.TAKEN_OVER

    @property
    def clock_wrong(self) -> bool:
        return abs(self.ahead_ms) > CLOCK_APART_MS_MAX

    @property
    def is_open(self) -> bool:
        return self._hall is not None and self._hall.open

    def reachable(self, now_ms: EpochMs) -> bool:
        """Tell whether the coordinator hears us, as far as can be known."""
        if self._hall is None or self._beat_at_ms is None:
            return False
        if self._lost_at_ms is not None and now_ms - self._lost_at_ms > LINK_GRACE_MS:
            return False
        return now_ms - self._beat_at_ms <= self._hall.stale_after_s * 1000

    def queue(self, group_id: GroupId) -> QueueState | None:
        return self._queues.get(group_id)

    def closed_reason(self, group_id: GroupId) -> str:
        """Return the key of why the group takes nobody now, "" when it does."""
        queue = self._queues.get(group_id)
        if queue is None or queue.accepting:
            return ""
        return f"closed.{queue.closed_reason or 'no_window'}"
