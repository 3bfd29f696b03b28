"""How long the kiosk stays on a step before it goes on by itself."""

from typing import Final

from kiosk.core.visit import Step

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
