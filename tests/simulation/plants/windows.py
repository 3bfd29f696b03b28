"""Bugs of windows: what clerks are allowed, and what becomes of what they ask for."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch

from msgspec.structs import replace

from contract.ids import EpochMs
from coordinator.domain import by_number, checks, decide, errors, rating
from coordinator.domain.commands import RateService, TransferTicket
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.ticket import State, Ticket
from coordinator.domain.visits import due, finishing
from tests.simulation.plants.plant import Plant

OBEYED: Final = frozenset({"a command does what it asks"})


def _decides(kind: Any, change: Callable[[Any], Any]) -> AbstractContextManager[Any]:
    """What is decided upon a kind of command is something else."""
    usual = decide._DECIDE[kind]

    def otherwise(hall: Hall, command: Any, now_ms: EpochMs) -> Any:
        return tuple(change(event) for event in usual(hall, command, now_ms))

    return patch.dict(decide._DECIDE, {kind: otherwise})


def _recalls_without_end() -> AbstractContextManager[Any]:
    return patch.object(Hall, "recalls_left", lambda self, ticket: 1)


def _undoes_an_old_finish() -> AbstractContextManager[Any]:
    """A finish is taken back as long as the window is free."""
    return patch.object(finishing, "undo_until_ms", lambda hall, ticket: 1 << 60)


def _calls_in_a_pause() -> AbstractContextManager[Any]:
    def may_call(hall: Hall, window: Window) -> Window:
        if window.status is WindowStatus.CLOSED:
            raise errors.WindowClosed(window=window.id)
        return checks.free(hall, window)

    return patch.object(checks, "may_call", may_call)


def _calls_whom_it_does_not_serve() -> AbstractContextManager[Any]:
    return patch.object(checks, "takes", lambda hall, window, ticket: ticket)


def _acts_on_whoever_is_there() -> AbstractContextManager[Any]:
    """Which ticket a clerk has meant is not looked at: it will be the one at the window."""

    def at_window(hall: Hall, command: Any, *allowed: State) -> tuple[Window, Ticket]:
        window = checks.senders_window(hall, command)
        ticket = checks.ticket(hall, window.ticket_id or command.ticket_id)
        return window, checks.in_state(ticket, *allowed)

    return patch.object(checks, "ticket_at_window", at_window)


def _forgets_the_set_time() -> AbstractContextManager[Any]:
    return _decides(TransferTicket, lambda event: replace(event, not_before_ms=None))


def _sends_on_to_anybody() -> AbstractContextManager[Any]:
    """Whoever is sent to one window or clerk may be called by all."""
    to_all = {"to_window_id": None, "to_clerk_id": None}
    return _decides(TransferTicket, lambda event: replace(event, **to_all))


def _turns_ratings_round() -> AbstractContextManager[Any]:
    """One keypad counts from the other end."""
    rate = rating.rate

    def turned(hall: Hall, command: RateService, now_ms: EpochMs) -> Any:
        return rate(hall, replace(command, level=6 - command.level), now_ms)

    return patch.dict(decide._DECIDE, {RateService: turned})


def _ends_a_visit_after_its_first_service() -> AbstractContextManager[Any]:
    return patch.object(finishing, "_goes_on", lambda *of_whom: ())


def _takes_no_shows_back_at_any_time() -> AbstractContextManager[Any]:
    return patch.object(by_number, "_in_time", lambda hall, ticket, now_ms: True)


def _lets_go_at_once() -> AbstractContextManager[Any]:
    """Whoever waits for one window is anybody's at the next look."""
    return patch.object(due, "_reason_to_let_go", lambda hall, ticket, now_ms: "away")


def _never_lets_go() -> AbstractContextManager[Any]:
    return patch.object(due, "_reason_to_let_go", lambda hall, ticket, now_ms: "")


def _forgets_who_steps_aside() -> AbstractContextManager[Any]:
    """A hold ends when somebody takes the ticket up, and else never."""
    return patch.object(due, "_holds_over", lambda hall, now_ms: ())


WINDOWS: Final[Mapping[str, Plant]] = {
    "recalls without end": Plant(
        frozenset({"a number is recalled as often as the hall says"}), _recalls_without_end
    ),
    "undoes a finish of long ago": Plant(
        frozenset({"only a finish of just now is undone"}), _undoes_an_old_finish, seldom=True
    ),
    "calls in a pause": Plant(
        frozenset({"only open windows call"}), _calls_in_a_pause, seldom=True
    ),
    "calls whom a window does not serve": Plant(
        frozenset({"windows call whom they serve"}), _calls_whom_it_does_not_serve, seldom=True
    ),
    "acts on whoever is at the window": Plant(OBEYED, _acts_on_whoever_is_there),
    "forgets the time that was set": Plant(OBEYED, _forgets_the_set_time),
    "sends people on to anybody": Plant(OBEYED, _sends_on_to_anybody),
    "turns ratings round": Plant(OBEYED, _turns_ratings_round),
    "ends a visit after its first service": Plant(
        frozenset({"a visit has all its services"}), _ends_a_visit_after_its_first_service
    ),
    "takes no-shows back at any time": Plant(
        frozenset({"who missed the call comes back in time"}),
        _takes_no_shows_back_at_any_time,
        seldom=True,
    ),
    "lets go at once who waits for a window": Plant(
        frozenset({"who waits for one window is not let go too soon"}), _lets_go_at_once
    ),
    "never lets go who waits for a window": Plant(
        frozenset({"what is due is not forgotten"}), _never_lets_go, seldom=True
    ),
    "forgets who steps aside": Plant(
        frozenset({"what is due is not forgotten"}), _forgets_who_steps_aside, seldom=True
    ),
}
