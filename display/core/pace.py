"""When each frame of a video is shown, and which are left out so that others have time. Pure."""

from typing import Final, Literal, TypeAlias

LATE_S: Final = 0.1
"""A frame that is later is left out,"""
STILL_S: Final = 0.5
"""unless nothing has moved for so long."""
LAG_S: Final = 1.0
"""Who is so late will not come up again by leaving frames undrawn."""
CORE_SHARE: Final = 0.5
WINDOW_S: Final = 2.0
Skip: TypeAlias = Literal["DEFAULT", "NONREF", "NONKEY"]
SKIPS: Final[tuple[Skip, ...]] = ("DEFAULT", "NONREF", "NONKEY")
"""What FFmpeg need not decode: nothing, frames that no other needs, all but the key frames."""


class Pace:
    """Follows one showing of a video. Times are in seconds, of a clock that only goes on.

    Args:
        rate: so many frames a second at most.
    """

    def __init__(self, rate: float) -> None:
        self._interval_s = 1 / rate
        self._began_s: float | None = None
        self._next_s = 0.0
        self._drawn_s = 0.0
        self._late_s = 0.0
        self._window: tuple[float, float] | None = None
        self._skip = 0

    def wait_s(self, at_s: float, now_s: float) -> float | None:
        """Return how long until the frame at `at_s` of the film is due; None leaves it out."""
        if self._began_s is None:
            self._began_s, self._next_s, self._drawn_s = now_s - at_s, at_s, now_s - STILL_S
        self._late_s = now_s - self._began_s - at_s
        if at_s < self._next_s - self._interval_s / 4:
            return None
        if self._late_s > LATE_S and now_s - self._drawn_s < STILL_S:
            return None
        wait_s = max(0.0, -self._late_s)
        self._next_s = max(self._next_s + self._interval_s, at_s)
        self._drawn_s = now_s + wait_s
        return wait_s

    def skip(self, now_s: float, cpu_s: float) -> Skip:
        """Return what need not be decoded, given the processor time so far. Never less again: what
        was not decoded is missing to what follows."""
        if self._window is None:
            self._window = now_s, cpu_s
        since_s, spent_s = self._window
        passed_s = now_s - since_s
        if passed_s >= WINDOW_S:
            is_heavy = (cpu_s - spent_s) / passed_s > CORE_SHARE or self._late_s > LAG_S
            self._skip = min(self._skip + is_heavy, len(SKIPS) - 1)
            self._window = now_s, cpu_s
        return SKIPS[self._skip]
