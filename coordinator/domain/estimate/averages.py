"""Small sums that can be carried from day to day."""

from math import exp
from typing import Final

import msgspec

from contract.ids import EpochMs

_MEMORY_MS: Final = 3_600_000


class Average(msgspec.Struct):
    """A mean that starts from a typed value and believes what it sees more and more."""

    total: float = 0.0
    count: float = 0.0

    def add(self, value: float) -> None:
        """Take one more value in."""
        self.total += value
        self.count += 1

    @property
    def mean(self) -> float:
        """The mean of what was seen, something at least."""
        return self.total / self.count

    def shrunk(self, towards: float, weight: float) -> float:
        """Return the mean, as if `towards` had been seen `weight` times before."""
        return (towards * weight + self.total) / (weight + self.count)

    def fade(self, factor: float) -> None:
        """Let what was seen so far count for less."""
        self.total *= factor
        self.count *= factor


class Rate(msgspec.Struct):
    """How often something happens these days: the last hour counts most."""

    level: float = 0.0
    at_ms: EpochMs = EpochMs(0)

    def happened(self, at_ms: EpochMs) -> None:
        """Count one more."""
        self.level = self.per_ms(at_ms) * _MEMORY_MS + 1
        self.at_ms = at_ms

    def per_ms(self, now_ms: EpochMs) -> float:
        """Return how many are to be expected in a millisecond."""
        silence_ms = min(max(0, now_ms - self.at_ms), _MEMORY_MS)  # a longer one is the night
        return self.level * exp(-silence_ms / _MEMORY_MS) / _MEMORY_MS
