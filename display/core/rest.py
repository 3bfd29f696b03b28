"""What keeps pictures from burning in: they wander a little, and screens rest at night. Pure."""

from typing import Final

from contract.ids import EpochMs
from display.core.screens import Shift

SHIFT_EVERY_MS: Final = 60_000
SHIFT_WIDTH: Final = 8
SHIFT_HEIGHT: Final = 7
"""Without a common divisor, so that the picture comes through every place of this field."""
STAYS_MS: Final = 20_000
PLACES: Final = 7


def shift(now_ms: EpochMs) -> Shift:
    """Return how far the picture is moved: by one step a minute, and never by more."""
    step = now_ms // SHIFT_EVERY_MS
    return Shift(_swing(step, SHIFT_WIDTH), _swing(step, SHIFT_HEIGHT))


def place(now_ms: EpochMs) -> int:
    """Return where a screen at rest has its few words."""
    return now_ms // STAYS_MS % PLACES


def _swing(step: int, width: int) -> int:
    """Return a way to and fro around 0, `width` wide."""
    at = step % (2 * width)
    return min(at, 2 * width - at) - width // 2
