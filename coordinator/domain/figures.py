"""What each clerk has done today, for that clerk's own eyes."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import ClerkId
from coordinator.domain.events import (
    Event,
    FinishUndone,
    NoShow,
    ServiceFinished,
    ServiceRated,
    TicketTransferred,
)
from coordinator.domain.hall import LEVELS, ClerkFigures, Hall


def count(hall: Hall, event: Event) -> None:
    """Count an event for whom it belongs to; called before it is applied."""
    counter = _COUNT.get(type(event))
    if counter is not None:
        counter(hall, event)


def _of(hall: Hall, clerk_id: ClerkId | None) -> ClerkFigures:
    """Return the figures to count in; nobody's, where nobody was signed in."""
    if clerk_id is None:
        return ClerkFigures()
    return hall.day.figures.setdefault(clerk_id, ClerkFigures())


def _finished(hall: Hall, event: ServiceFinished) -> None:
    own, ticket = _of(hall, event.clerk_id), hall.day.tickets[event.ticket_id]
    own.finished += 1
    own.serving_ms += _lasted_ms(ticket.started_at_ms, event.at_ms)


def _undone(hall: Hall, event: FinishUndone) -> None:
    finish = hall.day.tickets[event.ticket_id].finish
    if finish is not None:
        own = _of(hall, finish.clerk_id)
        own.finished -= 1
        own.serving_ms -= _lasted_ms(finish.started_at_ms, finish.at_ms)


def _lasted_ms(began_ms: int | None, ended_ms: int) -> int:
    return max(0, ended_ms - began_ms) if began_ms is not None else 0


def _no_show(hall: Hall, event: NoShow) -> None:
    _of(hall, event.clerk_id).no_shows += 1


def _sent_on(hall: Hall, event: TicketTransferred) -> None:
    _of(hall, event.clerk_id).sent_on += 1


def _rated(hall: Hall, event: ServiceRated) -> None:
    if 1 <= event.level <= LEVELS:
        _of(hall, event.clerk_id).rated[event.level - 1] += 1


_COUNT: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    ServiceFinished: _finished,
    FinishUndone: _undone,
    NoShow: _no_show,
    TicketTransferred: _sent_on,
    ServiceRated: _rated,
}
