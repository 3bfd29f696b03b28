"""What a clerk may do when. One table: what is not listed is not offered."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from contract.ids import WindowId
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
    CALL_GROUP = auto()
    CALL_NUMBER = auto()
    NO_SHOW_BACK = auto()
    UNDO = auto()
    SEND_HELP = auto()
    CANCEL_NUMBER = auto()
    GIVE_PRIORITY = auto()
    SUPERVISE = auto()
    CHANGE_VISIT = auto()
    QUICK_SERVICE = auto()
    UNMASK = auto()


_AT_WORK: Final = frozenset(
    {
        Action.SIGN_IN,
        Action.SIGN_OUT,
        Action.SEND_HELP,
        Action.CANCEL_NUMBER,
        Action.GIVE_PRIORITY,
        Action.SUPERVISE,
    }
)
"""What a signed-in clerk may always do, as the role allows; SIGN_IN is for another one, who takes
over."""

_OPEN_TICKET: Final = (
    Action.TRANSFER, Action.HOLD, Action.CHANGE_VISIT, Action.PAUSE, Action.UNMASK,
)  # fmt: skip
"""What may be done whether the citizen has come to the window or is only called."""

POSSIBLE: Final[Mapping[Situation, frozenset[Action]]] = {
    Situation.CLOSED: frozenset({Action.SIGN_IN}),
    Situation.PAUSED: _AT_WORK | {Action.OPEN, Action.UNDO},
    Situation.FREE: _AT_WORK
    | {
        Action.CALL_NEXT,
        Action.CALL_GROUP,
        Action.CALL_NUMBER,
        Action.NO_SHOW_BACK,
        Action.QUICK_SERVICE,
        Action.RESUME,
        Action.UNDO,
        Action.PAUSE,
    },
    Situation.CALLED: _AT_WORK
    | {
        Action.START,
        Action.RECALL,
        Action.NO_SHOW,
        *_OPEN_TICKET,
    },
    Situation.SERVING: _AT_WORK | {Action.FINISH, *_OPEN_TICKET},
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
    if panel.ticket is None or not panel.ticket.unmaskable:
        offered -= {Action.UNMASK}
    if panel.undo is None:
        offered -= {Action.UNDO}
    if not somebody_wants_help(panel):
        offered -= {Action.SEND_HELP}
    return offered


def somebody_waits(panel: PanelState) -> bool:
    """Tell whether there is anybody to call."""
    return panel.kept_waiting > 0 or any(line.waiting for line in panel.lines)


def somebody_wants_help(panel: PanelState) -> bool:
    """Tell whether help is needed at another window, or a kiosk rings at this one."""
    return bool(help_wanted(panel) or panel.ringing_kiosk_ids)


def help_wanted(panel: PanelState) -> list[WindowId]:
    """Return the other windows where help is needed."""
    return [window_id for window_id in panel.panic_window_ids if window_id != panel.window_id]
