"""How long the kiosk stays on a step before it goes on by itself."""

from typing import Final

from contract.ids import EpochMs
from kiosk.core.visit import CHOOSING, Step

IDLE_WARNING_S: Final = 10
TAKE_TICKET_S: Final = 6
SORRY_S: Final = 20
SHOW_NUMBER_S: Final = 90
"""Somebody looks for a telephone, or for a pen."""
PRINT_PATIENCE_S: Final = 30
"""The printer's driver gives up sooner; if even that hangs, nobody is left standing."""


def patience_s(step: Step, idle_s: float) -> float | None:
    """Return how long a step may last; None when it ends by itself. `idle_s` while choosing."""
    match step:
        case Step.ASKING:
            return None  # the command expires
        case Step.PRINTING:
            return PRINT_PATIENCE_S
        case Step.TAKE_TICKET | Step.CANCELLED:
            return TAKE_TICKET_S
        case Step.SHOW_NUMBER:
            return SHOW_NUMBER_S
        case Step.SORRY:
            return SORRY_S
    return idle_s


class Patience:
    """Measures how long nobody has touched anything."""

    def __init__(self, idle_s: float, now_ms: EpochMs) -> None:
        self._idle_s = idle_s
        self._touched_at_ms = now_ms

    def renew(self, now_ms: EpochMs) -> None:
        """There was a sign of life."""
        self._touched_at_ms = now_ms

    def is_over(self, step: Step, now_ms: EpochMs) -> bool:
        left_s = self._left_s(step, now_ms)
        return left_s is not None and left_s <= 0

    def idle_left_s(self, step: Step, now_ms: EpochMs) -> int | None:
        """Return for how many seconds more somebody may think; None while nobody need be asked."""
        left_s = self._left_s(step, now_ms)
        if left_s is None or left_s > IDLE_WARNING_S or step not in CHOOSING:
            return None
        return max(1, -int(-left_s // 1))

    def _left_s(self, step: Step, now_ms: EpochMs) -> float | None:
        limit_s = patience_s(step, self._idle_s)
        return None if limit_s is None else limit_s - (now_ms - self._touched_at_ms) / 1000
