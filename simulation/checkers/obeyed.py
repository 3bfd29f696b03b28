"""A command does what it asks for: about that ticket, at that window, as it says."""

from collections.abc import Mapping
from typing import Any, Final

from contract.messages import commands
from contract.messages.commands import AnyCommand
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "a command does what it asks"

_AT_WINDOW: Final = ("window_id", "ticket_id", "number")
_WISH: Final = ("group_id", "item_id", "priority_id")
_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "ticket_issued": _WISH,
    "ticket_cancelled": ("ticket_id", "number", "reason"),
    "paper_reported": ("ticket_id", "outcome"),
    "paper_explained": ("number", "outcome"),
    "ticket_called": (*_AT_WINDOW, "group_id"),
    "ticket_taken": _AT_WINDOW,
    "ticket_recalled": _AT_WINDOW,
    "ticket_resumed": _AT_WINDOW,
    "no_show_recalled": _AT_WINDOW,
    "service_started": _AT_WINDOW,
    "service_finished": (*_AT_WINDOW, "outcome_id"),
    "finish_undone": _AT_WINDOW,
    "no_show": _AT_WINDOW,
    "ticket_transferred": (*_AT_WINDOW, "to_group_id", "to_window_id", "to_clerk_id"),
    "service_rated": ("window_id", "service_id", "level", "source"),
    "case_opened": ("window_id", "service_id", "level"),
    "priority_given": ("window_id", "number", "priority_id"),
    "clerk_signed_in": ("window_id", "clerk_id"),
    "window_opened": ("window_id",),
    "window_paused": ("window_id",),
    "quick_service_began": ("window_id", "group_id"),
    "group_closed": ("group_id",),
    "group_opened": ("group_id",),
    "appointment_booked": ("group_id", "item_id", "slot_at_ms"),
    "appointment_moved": ("appointment_id", "slot_at_ms"),
    "appointment_cancelled": ("appointment_id",),
}
"""What a kind of row and the command that brought it about have in common, if both say it."""
_MAY_BE_LEFT_OUT: Final = frozenset({"group_id", "to_group_id"})
"""Of a call, and of who is sent on: then it follows from the rest."""


class Obeyed:
    """Looks at each row of a command. Comes before the ledger."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse

    def take(self, row: Happening, command: AnyCommand | None) -> None:
        """Look at a row; `command` has brought it about."""
        if command is None:
            return
        for name in _SAME.get(row.kind, ()):
            asked, came = getattr(command, name, ...), getattr(row, name)
            if asked is ... or asked == came or (asked is None and name in _MAY_BE_LEFT_OUT):
                continue
            self._wrong(row, f"{name} is {came}, not {asked}")
        check = _MORE.get(row.kind)
        wrong = check(row, command) if check is not None else None
        if wrong:
            self._wrong(row, wrong)

    def _wrong(self, row: Happening, why: str) -> None:
        self._accuse(PROMISE, f"{row.kind} of {row.number} at {row.window_id}: {why}")


def _visit(row: Happening, command: Any) -> str | None:
    """A ticket is for all that was asked for, in that order."""
    if not isinstance(command, commands.IssueTicket | commands.HandInTicket):
        return None
    asked = [(wish.group_id, wish.item_id) for wish in command.more]
    came = [(step["group_id"], step.get("item_id")) for step in row.more]
    return None if came == asked else f"then {came}, not {asked}"


def _sent_on(row: Happening, command: Any) -> str | None:
    """Who is sent on goes when it was said, and comes back if that was said."""
    if not isinstance(command, commands.TransferTicket):
        return None
    at_ms = command.not_before_ms
    later_ms = at_ms if at_ms is not None and at_ms > row.at_ms else None
    if row.not_before_ms != later_ms:
        return f"not before {row.not_before_ms}, not {later_ms}"
    returns = row.back_service_id is not None
    return None if returns == command.returns else f"comes back: {returns}"


def _aside(row: Happening, command: Any) -> str | None:
    if not isinstance(command, commands.HoldTicket) or command.return_s is None:
        return None
    until_ms = row.at_ms + command.return_s * 1000
    return None if row.held_until_ms == until_ms else f"until {row.held_until_ms}, not {until_ms}"


def _added(row: Happening, command: Any) -> str | None:
    step = row.step or {}
    same = not isinstance(command, commands.AddService) or step.get("group_id") == command.group_id
    return None if same else f"adds {step}"


def _dropped(row: Happening, command: Any) -> str | None:
    step, asked = row.step or {}, getattr(command, "service_id", None)
    return None if step.get("service_id") == asked else f"drops {step}, not {asked}"


def _serves(row: Happening, command: Any) -> str | None:
    if not isinstance(command, commands.SetWindowServices):
        return None
    asked = command.of_window_id, tuple(dict.fromkeys(command.serves)), command.weights
    came = row.window_id, row.serves, row.weights
    return None if came == asked else f"{came}, not {asked}"


_MORE: Final = {
    "ticket_issued": _visit,
    "ticket_transferred": _sent_on,
    "ticket_held": _aside,
    "service_added": _added,
    "service_dropped": _dropped,
    "window_services_set": _serves,
}
