"""What time it is in the hall, and how old what we show is. Pure.

A display's own clock may be wrong, so the hall's time is the coordinator's, carried on by ours
between heartbeats. A retained heartbeat is no sign of life: it may have been lying at the broker
for hours. So the first one after each connect counts by its own time, later ones by their arrival.
"""

from dataclasses import dataclass
from typing import Final

from contract.ids import EpochMs
from contract.messages.state import HallState
from messaging import Fault, LinkState

JITTER_MS: Final = 2_000
"""Smaller differences between the clocks are the network's, and not followed."""

LINK_GRACE_MS: Final = 2_000
"""A line that is back so soon was never gone for those who look at the screen."""

DRIFT_MS_MAX: Final = 30_000
CLOCK_WRONG: Final = "clock.wrong"


@dataclass(frozen=True)
class Stale:
    """What we show may not be true any more. `age_s` is None when nothing was ever heard."""

    cause: str
    """The key of its text, as "stale.lost"."""
    age_s: int | None


class HallClock:
    """Follows the line and the heartbeat. Every `now_ms` is this machine's time."""

    def __init__(self) -> None:
        self._link = LinkState.CONNECTING
        self._lost_at_ms: EpochMs | None = EpochMs(0)
        self._retained_due = True
        self._hall: HallState | None = None
        self._as_of_ms = EpochMs(0)
        self._skew_ms = 0

    @property
    def hall_closed(self) -> bool:
        """Tell whether the hall is known to be closed now."""
        return self._hall is not None and not self._hall.open

    def on_link(self, state: LinkState, now_ms: EpochMs) -> None:
        """Take a change of the line. To try again after a refusal is not yet to be accepted."""
        refused = self._link in (LinkState.REFUSED, LinkState.TAKEN_OVER)
        if state is LinkState.CONNECTING and refused:
            return
        if state is LinkState.CONNECTED:
            self._lost_at_ms = None
            self._retained_due = True
        elif self._lost_at_ms is None:
            self._lost_at_ms = now_ms
        self._link = state

    def on_hall(self, hall: HallState, now_ms: EpochMs) -> None:
        """Take a heartbeat."""
        if self._retained_due:
            self._as_of_ms = EpochMs(min(now_ms, hall.at_ms - self._skew_ms))
        else:
            ahead_ms = hall.at_ms - now_ms
            self._skew_ms = ahead_ms if abs(ahead_ms) > JITTER_MS else 0
            self._as_of_ms = now_ms
        self._retained_due = False
        self._hall = hall

    def faults(self) -> dict[str, Fault]:
        """Return what is wrong with this machine's clock. The screen goes by the hall's."""
        if abs(self._skew_ms) <= DRIFT_MS_MAX:
            return {}
        apart = f"{abs(self._skew_ms) // 1000} s {'behind' if self._skew_ms > 0 else 'ahead of'}"
        return {
            CLOCK_WRONG: Fault(
                f"the clock here is {apart} the hall's",
                "set the clock of this machine, best by NTP",
            )
        }

    def hall_ms(self, now_ms: EpochMs) -> EpochMs:
        """Return the time in the hall."""
        return EpochMs(now_ms + self._skew_ms)

    def stale(self, now_ms: EpochMs) -> Stale | None:
        """Tell how old what we show is; None while it is as it should be."""
        cause = self._cause(now_ms)
        if cause is None:
            return None
        if self._hall is None:
            return Stale(cause, None)
        return Stale(cause, max(0, now_ms - self._as_of_ms) // 1000)

    def _cause(self, now_ms: EpochMs) -> str | None:
        lost_at_ms = self._lost_at_ms
        if lost_at_ms is not None and now_ms - lost_at_ms > LINK_GRACE_MS:
            return _CAUSES.get(self._link, "stale.lost")
        if self._hall is None:
            return "stale.connecting"
        silent = now_ms - self._as_of_ms > self._hall.stale_after_s * 1000
        return "stale.silent" if silent else None


_CAUSES: Final = {LinkState.REFUSED: "stale.refused", LinkState.TAKEN_OVER: "stale.taken_over"}
