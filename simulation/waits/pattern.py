"""How citizens come through a day, and how windows keep their hours: different in each hall."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

HOUR_MS: Final = 3_600_000
OPENS_MS: Final = 9 * HOUR_MS
CLOSES_MS: Final = 17 * HOUR_MS

SHAPES: Final = {
    "morning rush": (1.7, 1.6, 1.1, 0.7, 0.6, 0.9, 0.8, 0.6),
    "two peaks": (1.0, 1.6, 1.2, 0.5, 0.6, 1.5, 1.1, 0.5),
    "even": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "after work": (0.7, 0.8, 0.8, 0.9, 0.8, 0.9, 1.4, 1.7),
    "lunch rush": (0.6, 0.9, 1.2, 1.8, 1.6, 0.8, 0.6, 0.5),
}
"""Arrivals in each hour that the hall is open, as parts of the mean."""


@dataclass(frozen=True)
class Pattern:
    """What a hall's days have in common. Shares are parts of 1."""

    shape: str
    load: float
    """Work that comes, as a part of what the windows could do."""
    day_spread: float = 0.12
    """Days differ in how many come: standard deviation of the logarithm."""
    priority_share: float = 0.1
    no_show_share: float = 0.05
    cv: float = 0.7
    """Coefficient of variation of service times."""
    typed_error: float = 0.3
    """How far typed means are off: standard deviation of the logarithm."""
    break_chance: float = 0.03
    """Of an unannounced break after a service."""
    absent_share: float = 0.08
    """Windows that nobody opens on a day."""


def draw_pattern(random: Random) -> Pattern:
    """Return the pattern of one hall."""
    return Pattern(
        shape=random.choice(sorted(SHAPES)),
        load=random.uniform(0.72, 0.92),
        priority_share=random.uniform(0.05, 0.15),
        no_show_share=random.uniform(0.02, 0.08),
        cv=random.uniform(0.5, 0.9),
        break_chance=random.uniform(0.015, 0.04),
    )


def arrivals(pattern: Pattern, per_hour: float, random: Random) -> Iterator[float]:
    """Yield the times of day at which citizens come, milliseconds. `per_hour` is the day's mean."""
    shape = SHAPES[pattern.shape]
    peak = max(shape) * per_hour
    at_ms = float(OPENS_MS)
    while True:
        at_ms += random.expovariate(peak / HOUR_MS)
        if at_ms >= CLOSES_MS:
            return
        if random.random() * max(shape) < shape[int((at_ms - OPENS_MS) // HOUR_MS)]:
            yield at_ms
