"""Is the coordinator there, and what time is it in the hall? Pure.

The clock of a machine may be wrong, so the hall's time is the coordinator's, carried on by ours
between heartbeats. A retained heartbeat is no sign of life: it may have lain at the broker for
hours. So the first one after each connect counts by its own time, later ones by their arrival.
"""

from typing import Final

from contract.ids import EpochMs
from contract.messages.state import HallState
from messaging.faults import Fault
from messaging.link import LinkState

LINK_GRACE_MS: Final = 2_000
"""A line that is back so soon was never gone for those who look at the screen."""

JITTER_MS: Final = 2_000
"""Smaller differences between the clocks are the network's, and not followed."""

CLOCKS_APART_MS_MAX: Final = 30_000
CLOCK_WRONG: Final = "clock.wrong"


class HallWatch:
    """Follows the line and the heartbeat. Every `now_ms` is this machine's time.

    Attributes:
        link: how the line is; a refusal stands until we are accepted.
        detail: what the technician should know of it.
        hall: the last heartbeat, however old.
        ahead_ms: how far the hall's clock is ahead of ours.
        measured_at_ms: when that was seen last; None while it is just remembered.
    """

    def __init__(self, *, ahead_ms: int = 0) -> None:
        """Begin with what is remembered of how far the hall's clock is ahead of ours."""
        self.link = LinkState.CONNECTING
        self.detail = ""
        self.hall: HallState | None = None
        self._lost_at_ms: EpochMs | None = EpochMs(0)
        self._first_due = True
        self._as_of_ms: EpochMs | None = None
        self.ahead_ms = ahead_ms
        self.measured_at_ms: EpochMs | None = None
        self._doubted_ms: int | None = None

    def on_link(self, state: LinkState, detail: str, now_ms: EpochMs) -> None:
        """Take a change of the line. To try again after a refusal is not yet to be accepted."""
        refused = self.link in (LinkState.REFUSED, LinkState.TAKEN_OVER)
        if state is LinkState.CONNECTING and refused:
            return
        if state is LinkState.CONNECTED:
            self._lost_at_ms = self._doubted_ms = None
            self._first_due = True
        elif self._lost_at_ms is None:
            self._lost_at_ms = now_ms
        self.link, self.detail = state, detail

    def on_hall(self, hall: HallState, now_ms: EpochMs) -> bool:
        """Take a heartbeat; tell whether it came as it was sent, not as a retained word of old."""
        follows = self.hall is not None and hall.at_ms > self.hall.at_ms
        lives = follows and not self._first_due
        if lives:
            self._measure(hall.at_ms - now_ms, now_ms)
            self._as_of_ms = now_ms
        else:
            self._as_of_ms = EpochMs(hall.at_ms - self.ahead_ms)
        self._first_due = False
        self.hall = hall
        return lives

    def _measure(self, ahead_ms: int, now_ms: EpochMs) -> None:
        """Follow the hall's clock. A heartbeat that was held up on its way makes the hall seem
        late, so it goes back only when the next one says the same."""
        measured = self.measured_at_ms is not None
        late = measured and ahead_ms < self.ahead_ms - JITTER_MS
        agreed = self._doubted_ms is not None and abs(ahead_ms - self._doubted_ms) <= JITTER_MS
        if late and not agreed:
            self._doubted_ms = ahead_ms
            return
        self._doubted_ms = None
        self.ahead_ms = ahead_ms if abs(ahead_ms) > JITTER_MS else 0
        self.measured_at_ms = now_ms

    def distrust(self) -> None:
        """A command went unanswered: believe in the coordinator again at its next heartbeat."""
        self._as_of_ms = None

    @property
    def hall_open(self) -> bool | None:
        """Tell whether the hall is open; None while that was never heard."""
        return None if self.hall is None else self.hall.open

    def hall_ms(self, now_ms: EpochMs) -> EpochMs:
        """Return the time in the hall."""
        return EpochMs(now_ms + self.ahead_ms)

    def silent_ms(self, now_ms: EpochMs) -> int | None:
        """Return how long ago the coordinator last gave a sign of life; None: it never did."""
        return None if self._as_of_ms is None else max(0, now_ms - self._as_of_ms)

    def line_down(self, now_ms: EpochMs) -> bool:
        """Tell whether the line has been down for longer than a moment."""
        return self._lost_at_ms is not None and now_ms - self._lost_at_ms > LINK_GRACE_MS

    def alive(self, now_ms: EpochMs) -> bool:
        """Tell whether the coordinator was heard of lately, however the line is now."""
        if self.hall is None or self._as_of_ms is None:
            return False
        return abs(now_ms - self._as_of_ms) <= self.hall.stale_after_s * 1000

    def reachable(self, now_ms: EpochMs) -> bool:
        """Tell whether the coordinator hears us, as far as can be known."""
        return self.alive(now_ms) and not self.line_down(now_ms)

    def faults(self, *, jumped_ms: int = 0) -> dict[str, Fault]:
        """Return what is wrong with this machine's clock, by code.

        Args:
            jumped_ms: how far it was set forward of the one that every `now_ms` is of.
        """
        ahead_ms = self.ahead_ms - jumped_ms
        if abs(ahead_ms) <= CLOCKS_APART_MS_MAX:
            return {}
        apart = f"{abs(ahead_ms) // 1000} s {'behind' if ahead_ms > 0 else 'ahead of'}"
        message = f"the clock here is {apart} the hall's"
        return {CLOCK_WRONG: Fault(message, "let all machines follow the same time server")}
