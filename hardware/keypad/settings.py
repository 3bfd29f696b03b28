"""What may differ between makers of keypads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FIVE_LEVELS: Mapping[int, int] = MappingProxyType({0: 5, 1: 4, 2: 3, 3: 2, 4: 1})


@dataclass(frozen=True, kw_only=True)
class KeypadSettings:
    baud: int = 9_600
    rating_levels: Mapping[int, int] = field(default_factory=lambda: FIVE_LEVELS)
    """From the index of a rating key to the level it means, 5 the best."""
    rating_window_s: float = 30.0  # a later rating is nobody's
    repeat_gap_s: float = 0.5  # keypads repeat after 0.2 s; the rest is for a busy computer
    stuck_repeats: int = 10  # a keypad that misses our answer repeats 5 times at most
    echo_s: float = 0.05  # how late an adapter may give our own bytes back
    burst_gap_s: float = 0.1  # so long a silence ends a half frame
    turnaround_s: float = 0.01  # the line changes hands
    backoff_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0)
