"""What time alone brings to tickets: set times come, holds end, targets let go.

A ticket kept for one window or clerk is let go when it has waited `target_wait_s` for them, or
when they have been away for a minute: then every window of its group may call it, and its time of
issue brings it forward there. So nobody waits for ever for somebody who does not come.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from contract.ids import EpochMs
from coordinator.domain.events import Event, HoldEnded, TargetReleased, TicketDue
from coordinator.domain.hall import Hall, WindowStatus
from coordinator.domain.places import enter, leave
from coordinator.domain.serving import facts
from coordinator.domain.ticket import NEVER, Ticket
from coordinator.domain.visits.kept import awaited_window, kept

AWAY_MS: Final = 60_000
"""A shift may change, or a clerk move to another window, without a ticket being let go."""


def due(hall: Hall, now_ms: EpochMs) -> tuple[TicketDue | HoldEnded | TargetReleased, ...]:
    """Return what is due by now, of each ticket one thing."""
    return (*_times_come(hall, now_ms), *_holds_over(hall, now_ms), *_let_go(hall, now_ms))


def _times_come(hall: Hall, now_ms: EpochMs) -> Iterator[TicketDue]:
    for ticket_id, not_before_ms in hall.day.not_before.items():
        if not_before_ms <= now_ms:
            ticket = hall.day.tickets[ticket_id]
            yield TicketDue(
                at_ms=now_ms,
                ticket_id=ticket.id,
                number=ticket.number,
                service_id=ticket.service_id,
                group_id=ticket.group_id,
            )


def _holds_over(hall: Hall, now_ms: EpochMs) -> Iterator[HoldEnded]:
    for ticket_id in hall.day.held:
        ticket = hall.day.tickets[ticket_id]
        over = ticket.held_until_ms is not None and ticket.held_until_ms <= now_ms
        if over and ticket.window_id is not None:
            yield HoldEnded(**facts(hall.window(ticket.window_id), ticket, now_ms))


def _let_go(hall: Hall, now_ms: EpochMs) -> Iterator[TargetReleased]:
    for ticket in kept(hall):
        reason = _reason_to_let_go(hall, ticket, now_ms)
        if reason and ticket.id not in hall.day.not_before:
            yield TargetReleased(
                at_ms=now_ms,
                ticket_id=ticket.id,
                number=ticket.number,
                service_id=ticket.service_id,
                group_id=ticket.group_id,
                window_id=ticket.for_window_id,
                clerk_id=ticket.for_clerk_id,
                reason=reason,
            )


def _reason_to_let_go(hall: Hall, ticket: Ticket, now_ms: EpochMs) -> str:
    if now_ms - ticket.waits_since_ms >= hall.file.policy.target_wait_s * 1000:
        return "waited"
    if awaited_window(hall, ticket) is not None:
        return ""
    away_since_ms = max(_left_ms(hall, ticket), ticket.waits_since_ms)
    return "away" if now_ms - away_since_ms >= AWAY_MS else ""


def _left_ms(hall: Hall, ticket: Ticket) -> EpochMs:
    if ticket.for_clerk_id is not None:
        return hall.day.clerk_left_ms.get(ticket.for_clerk_id, NEVER)
    window = hall.window(ticket.for_window_id) if ticket.for_window_id else None
    return window.since_ms if window and window.status is WindowStatus.CLOSED else NEVER


def _time_came(hall: Hall, event: TicketDue) -> None:
    day, ticket = hall.day, hall.day.tickets[event.ticket_id]
    del day.not_before[ticket.id]
    day.line_of(ticket).make_ready(ticket.id)
    ticket.waits_since_ms = event.at_ms


def _hold_ended(hall: Hall, event: HoldEnded) -> None:
    ticket = leave(hall, event)
    ticket.held_until_ms = None
    ticket.for_window_id = event.window_id
    enter(hall, ticket, event.at_ms)


def _released(hall: Hall, event: TargetReleased) -> None:
    ticket = leave(hall, event)
    since_ms = ticket.waits_since_ms
    enter(hall, ticket, event.at_ms)
    ticket.waits_since_ms = since_ms


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    TicketDue: _time_came,
    HoldEnded: _hold_ended,
    TargetReleased: _released,
}
