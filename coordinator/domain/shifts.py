"""Clerks come and go; windows open, pause and close."""

from collections.abc import Mapping
from typing import Final

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import (
    OpenWindow,
    PauseWindow,
    PinCheck,
    SignIn,
    SignOut,
)
from coordinator.domain.events import (
    AnyEvent,
    ClerkSignedIn,
    ClerkSignedOut,
    TicketHeld,
    WindowOpened,
    WindowPaused,
)
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.serving import held

TAKEN_OVER: Final = "taken_over"

_PIN_REFUSALS: Final[Mapping[PinCheck, type[errors.Refused]]] = {
    PinCheck.NOT_GIVEN: errors.PinNeeded,
    PinCheck.WRONG: errors.PinWrong,
    PinCheck.LOCKED: errors.PinLocked,
}


def sign_in(hall: Hall, command: SignIn, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Begin a shift. A clerk is at one window, and a window has one clerk.

    Whoever takes over ends the other shift: a ticket at this window stays, one that the clerk has
    left behind at another window is held, so that it can be taken up anywhere.
    """
    window = checks.senders_window(hall, command)
    _check_clerk(hall, command)
    if window.clerk_id == command.clerk_id:
        return ()
    elsewhere = hall.day.window_of_clerk.get(command.clerk_id)
    if window.clerk_id is not None and not command.take_over:
        raise errors.WindowTaken(window=window.id, clerk=window.clerk_id)
    if elsewhere is not None and not command.take_over:
        raise errors.ClerkElsewhere(clerk=command.clerk_id, window=elsewhere)
    return (
        *(_leaves(hall, hall.window(elsewhere), TAKEN_OVER, now_ms) if elsewhere else ()),
        *((_signed_out(window, TAKEN_OVER, now_ms),) if window.clerk_id is not None else ()),
        ClerkSignedIn(at_ms=now_ms, window_id=window.id, clerk_id=command.clerk_id),
    )


def _check_clerk(hall: Hall, command: SignIn) -> None:
    clerk = hall.file.clerks.get(command.clerk_id)
    if clerk is None:
        raise errors.UnknownClerk(clerk=command.clerk_id)
    refusal = _PIN_REFUSALS.get(command.pin)
    if clerk.pin and refusal is not None:
        raise refusal(clerk=clerk.id)


def sign_out(hall: Hall, command: SignOut, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """End a shift; the window closes. An open ticket is dealt with first, or held if so asked."""
    window = checks.senders_window(hall, command)
    if not command.hold_ticket:
        checks.free(hall, window)
    if window.status is WindowStatus.CLOSED:
        return ()
    return _leaves(hall, window, "", now_ms)


def _leaves(
    hall: Hall, window: Window, reason: str, now_ms: EpochMs
) -> tuple[TicketHeld | ClerkSignedOut, ...]:
    """Return the end of a shift, whose open ticket is held."""
    held = _holds(hall, window, reason or "signed_out", now_ms)
    return (*held, _signed_out(window, reason, now_ms))


def _holds(hall: Hall, window: Window, reason: str, now_ms: EpochMs) -> tuple[TicketHeld, ...]:
    if window.ticket_id is None:
        return ()
    ticket = hall.day.tickets[window.ticket_id]
    return (held(hall, window, ticket, reason, now_ms),)


def _signed_out(window: Window, reason: str, now_ms: EpochMs) -> ClerkSignedOut:
    return ClerkSignedOut(
        at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id, reason=reason
    )


def open_window(hall: Hall, command: OpenWindow, now_ms: EpochMs) -> tuple[WindowOpened, ...]:
    """Go on after a pause."""
    window = checks.senders_window(hall, command)
    if window.status is WindowStatus.CLOSED:
        raise errors.WindowClosed(window=window.id)
    if window.status is WindowStatus.OPEN:
        return ()
    return (WindowOpened(at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id),)


def pause_window(hall: Hall, command: PauseWindow, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Stop calling for a while. An open ticket is dealt with first, or held if so asked."""
    window = checks.senders_window(hall, command)
    if not command.hold_ticket:
        checks.free(hall, window)
    if window.status is WindowStatus.CLOSED:
        raise errors.WindowClosed(window=window.id)
    if window.status is WindowStatus.PAUSED:
        return ()
    return (
        *_holds(hall, window, command.reason, now_ms),
        WindowPaused(
            at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id, reason=command.reason
        ),
    )
