"""What a window serves, changed by a supervisor while the hall is open."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import SetWindowServices
from coordinator.domain.events import Event, WindowServicesSet
from coordinator.domain.hall import Hall


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
    for group in serves:
        if not hall.suits(command.of_window_id, group):
            raise errors.WrongKind(window=command.of_window_id, group=group)
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


def _applied(hall: Hall, event: WindowServicesSet) -> None:
    services = {group: event.weights.get(group, 1) for group in event.serves}
    hall.day.services[event.window_id] = services
    hall.index_services()


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {WindowServicesSet: _applied}
