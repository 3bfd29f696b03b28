"""What a clerk may do when. One table: what is not listed is not offered."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from contract.messages.state import PanelState


class Situation(Enum):
    """How a window stands."""

    CLOSED = "closed"
    PAUSED = "paused"
    FREE = "free"
    CALLED = "called"
    SERVING = "serving"


class Action(Enum):
    """What a clerk does at a window."""

    SIGN_IN = auto()
    SIGN_OUT = auto()
    OPEN = auto()
    PAUSE = auto()
    CALL_NEXT = auto()
    RECALL = auto()
    START = auto()
    FINISH = auto()
    NO_SHOW = auto()
    TRANSFER = auto()
    HOLD = auto()
    RESUME = auto()


POSSIBLE: Final[Mapping[Situation, frozenset[Action]]] = {
    Situation.CLOSED: frozenset({Action.SIGN_IN}),
    Situation.PAUSED: frozenset({Action.OPEN, Action.SIGN_OUT}),
    Situation.FREE: frozenset({Action.CALL_NEXT, Action.RESUME, Action.PAUSE, Action.SIGN_OUT}),
    Situation.CALLED: frozenset(
        {Action.START, Action.RECALL, Action.NO_SHOW, Action.TRANSFER, Action.HOLD}
    ),
    Situation.SERVING: frozenset({Action.FINISH, Action.TRANSFER, Action.HOLD}),
}

NEXT_STEP: Final[Mapping[Situation, Action]] = {
    Situation.CLOSED: Action.SIGN_IN,
    Situation.PAUSED: Action.OPEN,
    Situation.FREE: Action.CALL_NEXT,
    Situation.CALLED: Action.START,
    Situation.SERVING: Action.FINISH,
}
"""What the big button does."""

_OF_STATUS: Final = {
    "closed": Situation.CLOSED,
    "paused": Situation.PAUSED,
    "open": Situation.FREE,
}


def situation(panel: PanelState) -> Situation:
    """Return how the window stands. An open ticket counts before the sign over the window."""
    if panel.ticket is not None and panel.stage is not None:
        return Situation(panel.stage)
    return _OF_STATUS[panel.status]


def possible(panel: PanelState) -> frozenset[Action]:
    """Return what the clerk may do now."""
    offered = POSSIBLE[situation(panel)]
    if panel.recalls_left <= 0:
        offered -= {Action.RECALL}
    if not panel.held:
        offered -= {Action.RESUME}
    return offered
