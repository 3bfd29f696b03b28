"""Help is needed at a window, and is on its way."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import AcknowledgePanic, RaisePanic
from coordinator.domain.events import Event, PanicAcknowledged, PanicRaised
from coordinator.domain.hall import Hall


def raise_panic(hall: Hall, command: RaisePanic, now_ms: EpochMs) -> tuple[PanicRaised, ...]:
    """Ask for help. Pressing again changes nothing until somebody has answered."""
    window = checks.senders_window(hall, command)
    if window.id in hall.day.panics:
        return ()
    return (PanicRaised(at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id),)


def acknowledge_panic(
    hall: Hall, command: AcknowledgePanic, now_ms: EpochMs
) -> tuple[PanicAcknowledged]:
    """Say that help is coming. Not at the window itself: who threatens a clerk may stand there."""
    window = checks.senders_window(hall, command)
    clerk_id = checks.attended(window)
    if command.of_window_id == window.id:
        raise errors.OwnPanic(window=window.id)
    if command.of_window_id not in hall.day.panics:
        raise errors.NoPanic(window=command.of_window_id)
    return (PanicAcknowledged(at_ms=now_ms, window_id=command.of_window_id, clerk_id=clerk_id),)


def _raised(hall: Hall, event: PanicRaised) -> None:
    hall.day.panics[event.window_id] = event.at_ms


def _acknowledged(hall: Hall, event: PanicAcknowledged) -> None:
    hall.day.panics.pop(event.window_id, None)


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    PanicRaised: _raised,
    PanicAcknowledged: _acknowledged,
}
