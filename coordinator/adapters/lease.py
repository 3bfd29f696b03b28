"""That a hall is ours, as we know it ourselves."""

import time
from collections.abc import Callable
from typing import Final

from journal import LEASE_MS

MARGIN_S: Final = 0.2
"""So much earlier than the server our own clock takes a lease for ended."""


def steady_s() -> float:
    """Return seconds of a clock that never jumps, and that goes on while this machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Lease:
    """One lease of a hall, from when it was taken. It may be asked on any thread.

    Args:
        asked_s: when the server was asked, so before it began to count.
        strict: take it for ended when our own clock says so. Whoever stands alone need not.
    """

    def __init__(
        self,
        hall: str,
        epoch: int,
        *,
        asked_s: float,
        strict: bool = True,
        now_s: Callable[[], float] = steady_s,
    ) -> None:
        self.hall: Final = hall
        self.epoch: Final = epoch
        self._now_s = now_s
        self._strict = strict
        self._lost = False
        self._ends_s = 0.0
        self.renewed(asked_s)

    def renewed(self, asked_s: float) -> None:
        """Note that the server, asked at that time, has prolonged it."""
        self._ends_s = asked_s + LEASE_MS / 1000 - MARGIN_S

    def lose(self) -> None:
        """Note that somebody else has the hall, or that we gave it away."""
        self._lost = True

    def holds(self) -> bool:
        """Tell whether nobody else can own the hall now."""
        return not self._lost and (not self._strict or self.left_s > 0)

    @property
    def left_s(self) -> float:
        """How long it holds yet, if it is not renewed."""
        return self._ends_s - self._now_s()
