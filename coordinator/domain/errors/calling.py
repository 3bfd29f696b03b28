"""Numbers are called, and what was done is taken back."""

from coordinator.domain.errors.base import Refused


class RecallTooSoon(Refused):
    code = "recall_too_soon"
    text = "ticket {number} was called just now; recall it in {seconds} s"


class NoShowOver(Refused):
    code = "no_show_over"
    text = "ticket {number} was missed too long ago; a new one is needed"


class UndoOver(Refused):
    code = "undo_over"
    text = "the finish of {number} can be undone no more"


class NobodyWaits(Refused):
    code = "nobody_waits"
    text = "nobody waits for window {window}"


class StillPrinting(Refused):
    code = "still_printing"
    text = "the next ticket for window {window} is just being printed; call again in a moment"


class WrongState(Refused):
    code = "wrong_state"
    text = "ticket {number} is {state}"


class WrongWindow(Refused):
    code = "wrong_window"
    text = "ticket {number} is at window {window}"


class RecallsExhausted(Refused):
    code = "recalls_exhausted"
    text = "ticket {number} has been recalled {recalls} times, which is all that is allowed"


class GroupNotServed(Refused):
    code = "group_not_served"
    text = "window {window} does not serve {group}"
