"""Clerks come and go; windows open, pause, close and change what they serve."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import OpenWindow, PauseWindow, SetWindowServices, SignIn, SignOut
from coordinator.domain.events import (
    ClerkSignedIn,
    ClerkSignedOut,
    WindowOpened,
    WindowPaused,
    WindowServicesSet,
)
from coordinator.domain.hall import Hall, WindowStatus


def sign_in(hall: Hall, command: SignIn, now_ms: EpochMs) -> tuple[ClerkSignedIn, ...]:
    """Begin a shift. A clerk is at one window, and a window has one clerk."""
    window = checks.senders_window(hall, command)
    if command.clerk_id not in hall.file.clerks:
        raise errors.UnknownClerk(clerk=command.clerk_id)
    if window.clerk_id == command.clerk_id:
        return ()
    if window.clerk_id is not None:
        raise errors.WindowTaken(window=window.id, clerk=window.clerk_id)
    elsewhere = hall.day.window_of_clerk.get(command.clerk_id)
    if elsewhere is not None:
        raise errors.ClerkElsewhere(clerk=command.clerk_id, window=elsewhere)
    return (ClerkSignedIn(at_ms=now_ms, window_id=window.id, clerk_id=command.clerk_id),)


def sign_out(hall: Hall, command: SignOut, now_ms: EpochMs) -> tuple[ClerkSignedOut, ...]:
    """End a shift; the window closes. An open ticket must be dealt with first."""
    window = checks.free(hall, checks.senders_window(hall, command))
    if window.status is WindowStatus.CLOSED:
        return ()
    return (ClerkSignedOut(at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id),)


def open_window(hall: Hall, command: OpenWindow, now_ms: EpochMs) -> tuple[WindowOpened, ...]:
    """Go on after a pause."""
    window = checks.senders_window(hall, command)
    if window.status is WindowStatus.CLOSED:
        raise errors.WindowClosed(window=window.id)
    if window.status is WindowStatus.OPEN:
        return ()
    return (WindowOpened(at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id),)


def pause_window(hall: Hall, command: PauseWindow, now_ms: EpochMs) -> tuple[WindowPaused, ...]:
    """Stop calling for a while. An open ticket must be dealt with first."""
    window = checks.free(hall, checks.senders_window(hall, command))
    if window.status is WindowStatus.CLOSED:
        raise errors.WindowClosed(window=window.id)
    if window.status is WindowStatus.PAUSED:
        return ()
    return (
        WindowPaused(
            at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id, reason=command.reason
        ),
    )


def set_services(
    hall: Hall, command: SetWindowServices, now_ms: EpochMs
) -> tuple[WindowServicesSet, ...]:
    """Change what a window serves until the day ends. A supervisor does it, from any window."""
    supervisor = checks.supervisors_window(hall, command)
    if command.of_window_id not in hall.file.windows:
        raise errors.UnknownWindow(window=command.of_window_id)
    serves = tuple(dict.fromkeys(checks.group(hall, group) for group in command.serves))
    if not serves:
        raise errors.NothingToServe(window=command.of_window_id)
    for group in command.weights.keys() - set(serves):
        raise errors.GroupNotServed(window=command.of_window_id, group=group)
    return (
        WindowServicesSet(
            at_ms=now_ms,
            window_id=command.of_window_id,
            clerk_id=supervisor.clerk_id,
            serves=serves,
            weights=command.weights,
        ),
    )
