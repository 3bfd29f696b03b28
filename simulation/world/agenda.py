"""Virtual time: what happens next, and after that."""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any, Final, TypeAlias

Act: TypeAlias = Callable[..., object]


class Agenda:
    """What is to happen, in order of time; of the same millisecond, in the order it was asked for.

    Attributes:
        now_ms: the true time, which no machine of the hall knows.
        steps: how much has happened.
    """

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms
        self.steps = 0
        self._next: Final[list[tuple[int, int, Act, tuple[Any, ...]]]] = []
        self._asked = 0

    def after(self, delay_ms: float, act: Act, *args: Any) -> None:
        """Let `act` happen some time from now."""
        self.at(self.now_ms + int(delay_ms), act, *args)

    def at(self, at_ms: int, act: Act, *args: Any) -> None:
        """Let `act` happen at a time; one that is over is now."""
        self._asked += 1
        heappush(self._next, (max(at_ms, self.now_ms), self._asked, act, args))

    def run_until(self, end_ms: int) -> None:
        """Let happen what is due by then."""
        upcoming = self._next
        while upcoming and upcoming[0][0] <= end_ms:
            self.now_ms, _, act, args = heappop(upcoming)
            self.steps += 1
            act(*args)
        self.now_ms = max(self.now_ms, end_ms)
