"""What the events of admission do to a hall."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.text import Text
from coordinator.domain.events import (
    Event,
    GroupClosed,
    GroupOpened,
    PriorityGiven,
    TicketReprinted,
)
from coordinator.domain.hall import Closure, Hall
from coordinator.domain.ticket import State


def _group_closed(hall: Hall, event: GroupClosed) -> None:
    note = Text.model_construct(zh=event.note_zh, en=event.note_en) if event.note_zh else None
    hall.day.closures[event.group_id] = Closure(event.reason, note)
    hall.day.kept_open.discard(event.group_id)


def _group_opened(hall: Hall, event: GroupOpened) -> None:
    hall.day.closures.pop(event.group_id, None)
    if event.clerk_id is not None:
        hall.day.kept_open.add(event.group_id)


def _priority_given(hall: Hall, event: PriorityGiven) -> None:
    day, ticket = hall.day, hall.day.tickets[event.ticket_id]
    waits, line = ticket.state is State.WAITING, day.line_of(ticket)
    if waits:
        line.leave(ticket)
    ticket.priority_id, ticket.rank = event.priority_id, event.rank
    if waits:
        line.join(ticket, ready=day.is_ready(ticket))


def _reprinted(hall: Hall, event: TicketReprinted) -> None:
    """The journal remembers; the hall is as it was."""


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    GroupClosed: _group_closed,
    GroupOpened: _group_opened,
    PriorityGiven: _priority_given,
    TicketReprinted: _reprinted,
}
