"""How long the kiosk stays on a step before it goes on by itself."""

from typing import Final

from contract.hall import Kiosk
from contract.ids import EpochMs
from kiosk.core.visit import CHOOSING, Step, Visit

IDLE_WARNING_S: Final = 20
"""As long as WCAG 2.2.1 wants for the answer that one is still there."""
TAKE_TICKET_S: Final = 6
SORRY_S: Final = 20
PAPER_LIST_S: Final = 60
SHOW_NUMBER_S: Final = 90
"""Somebody looks for a telephone, or for a pen."""
PRINT_PATIENCE_S: Final = 30
"""The printer's driver gives up sooner; if even that hangs, nobody is left standing."""


UNHURRIED_TIMES: Final = 2
"""What only says something stays so many times longer for whoever needs longer."""


def patience_s(visit: Visit, kiosk: Kiosk) -> float | None:
    """Return how long a step may last; None when it ends by itself."""
    if visit.step in CHOOSING:
        return max(kiosk.idle_s, kiosk.comfort_idle_s) if visit.takes_time else kiosk.idle_s
    shown_s = _shown_s(visit.step)
    longer = visit.takes_time and visit.step is not Step.PRINTING
    return shown_s * UNHURRIED_TIMES if longer and shown_s is not None else shown_s


def _shown_s(step: Step) -> float | None:
    match step:
        case Step.ASKING:
            return None  # the command expires
        case Step.PRINTING:
            return PRINT_PATIENCE_S
        case Step.TAKE_TICKET | Step.CANCELLED:
            return TAKE_TICKET_S
        case Step.SHOW_NUMBER:
            return SHOW_NUMBER_S
        case Step.PAPER_LIST:
            return PAPER_LIST_S
        case Step.SORRY:
            return SORRY_S
    raise AssertionError(f"{step} ends when its visitor says so")


class Patience:
    """Measures how long nobody has touched anything."""

    def __init__(self, kiosk: Kiosk, now_ms: EpochMs) -> None:
        self._kiosk = kiosk
        self._touched_at_ms = now_ms

    def renew(self, now_ms: EpochMs) -> None:
        """There was a sign of life."""
        self._touched_at_ms = now_ms

    def is_over(self, visit: Visit, now_ms: EpochMs) -> bool:
        left_s = self._left_s(visit, now_ms)
        return left_s is not None and left_s <= 0

    def idle_left_s(self, visit: Visit, now_ms: EpochMs) -> int | None:
        """Return for how many seconds more somebody may think; None while nobody need be asked."""
        left_s = self._left_s(visit, now_ms)
        if left_s is None or left_s > IDLE_WARNING_S or visit.step not in CHOOSING:
            return None
        return max(1, -int(-left_s // 1))

    def _left_s(self, visit: Visit, now_ms: EpochMs) -> float | None:
        limit_s = patience_s(visit, self._kiosk)
        return None if limit_s is None else limit_s - (now_ms - self._touched_at_ms) / 1000
