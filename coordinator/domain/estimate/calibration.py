"""What was told, held against what came: the bound learns to keep its word."""

from typing import Final

import msgspec

BOUND_HOLDS: Final = 0.9
"""The part of citizens who are to be called within the bound that they were told."""
_STEP: Final = 0.03
_LENGTHS_MS: Final = (180_000, 600_000, 1_500_000)
_SLACK_PART: Final = 0.1
_SLACK_MS: Final = 20_000


class Wait(msgspec.Struct, frozen=True):
    """An expected wait: half of all citizens wait less than the median, nine in ten less than the
    bound."""

    median_ms: int
    bound_ms: int


class Calibration(msgspec.Struct):
    """How much wider than in the forward runs the bound has to be, for short to very long waits.

    Whatever the runs leave out (a day when all are slow, a break that nobody announced) shows in
    the errors, and moves the bound.
    """

    spreads: list[float] = msgspec.field(default_factory=lambda: [1.0] * (len(_LENGTHS_MS) + 1))

    def widen(self, median_ms: float, bound_ms: float) -> Wait:
        """Return what to tell, from what the forward runs gave."""
        slack_ms = max(bound_ms - median_ms, _SLACK_PART * median_ms, _SLACK_MS)
        spread = self.spreads[_length(median_ms)]
        return Wait(round(median_ms), round(median_ms + spread * slack_ms))

    def learn(self, told: Wait, waited_ms: int) -> None:
        """Take in what came of one wait.

        Nine small steps back weigh as much as one forward, so the spread stands still where nine
        in ten are called within the bound.
        """
        within = waited_ms <= told.bound_ms
        step = BOUND_HOLDS - 1 if within else BOUND_HOLDS
        self.spreads[_length(told.median_ms)] *= 1 + _STEP * step


def _length(median_ms: float) -> int:
    return sum(median_ms >= edge for edge in _LENGTHS_MS)
