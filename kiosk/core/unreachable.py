"""For how long the coordinator has been away: a kiosk does not work alone for a moment's sake."""

from typing import Final

from contract.ids import EpochMs
from messaging import HallWatch, LinkState

GRACE_MS: Final = 3_000
"""As long as a kiosk that is switched on takes to hear the coordinator, and some."""


class Unreachable:
    """Ask it again and again: it counts from when it was first told that nobody answers."""

    def __init__(self, watch: HallWatch, now_ms: EpochMs) -> None:
        self._watch = watch
        self._since_ms: EpochMs | None = now_ms
        self._at_once = False
        self.doubled = False
        """Another kiosk has our id, and our numbers."""

    def on_link(self, state: LinkState) -> None:
        """A second kiosk with our id has our numbers, too: until it is gone, none are given."""
        if state in (LinkState.TAKEN_OVER, LinkState.CONNECTED):
            self.doubled = state is LinkState.TAKEN_OVER

    def now(self) -> None:
        """A question went unanswered, and was waited for long enough."""
        self._at_once = True

    def long_enough(self, now_ms: EpochMs) -> bool:
        """Tell whether the kiosk is on its own now."""
        if self._watch.reachable(now_ms):
            self._since_ms, self._at_once = None, False
            return False
        if self._since_ms is None:
            self._since_ms = now_ms
        return not self.doubled and (self._at_once or abs(now_ms - self._since_ms) >= GRACE_MS)
