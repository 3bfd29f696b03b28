"""What the events of a visit do to a hall."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from coordinator.domain.events import (
    Event,
    FinishUndone,
    QuickServiceBegan,
    ServiceAdded,
    ServiceDropped,
    ServiceFinished,
    TicketTaken,
    VisitStayed,
    VisitTakenOn,
    VisitWentOn,
)
from coordinator.domain.hall import Hall, Invitation
from coordinator.domain.places import enter, leave, window_of
from coordinator.domain.ticket import Finish, State, Ticket
from coordinator.domain.visits.plan import after, replan


def _finished(hall: Hall, event: ServiceFinished) -> None:
    ticket = leave(hall, event)
    enter(hall, ticket, event.at_ms)
    ticket.finish = Finish(
        step=ticket.present,
        plan=ticket.plan,
        window_id=event.window_id,
        clerk_id=event.clerk_id,
        called_at_ms=ticket.called_at_ms,
        started_at_ms=ticket.started_at_ms,
        call_count=ticket.call_count,
        at_ms=event.at_ms,
    )
    window = window_of(hall, event.window_id)
    window.finished_today += 1
    window.last_finished = ticket.id
    if event.rating_until_ms is not None:
        window.invitation = Invitation(
            ticket_id=event.ticket_id,
            service_id=event.service_id,
            number=event.number,
            group_id=event.group_id,
            clerk_id=event.clerk_id,
            until_ms=event.rating_until_ms,
        )


def _goes_on(hall: Hall, event: VisitStayed | VisitWentOn) -> Ticket:
    """Turn the ticket to its next step; the finish it comes from can still be undone."""
    finish = hall.day.tickets[event.ticket_id].finish
    ticket = leave(hall, event)
    ticket.finish = finish
    replan(hall.day, ticket, after(ticket.plan, event.step.service_id))
    ticket.turn_to(event.step)
    return ticket


def _stayed(hall: Hall, event: VisitStayed) -> None:
    ticket = _goes_on(hall, event)
    ticket.for_window_id = ticket.for_clerk_id = None  # it is there
    ticket.started_at_ms = event.at_ms
    enter(hall, ticket, event.at_ms)


def _went_on(hall: Hall, event: VisitWentOn) -> None:
    ticket, not_before_ms = _goes_on(hall, event), event.step.not_before_ms
    ticket.window_id = ticket.called_at_ms = ticket.started_at_ms = None
    ticket.call_count = 0
    if not_before_ms is not None and not_before_ms > event.at_ms:
        hall.day.not_before[ticket.id] = not_before_ms
    enter(hall, ticket, event.at_ms)


def _finish_undone(hall: Hall, event: FinishUndone) -> None:
    finish = hall.day.tickets[event.ticket_id].finish
    ticket = leave(hall, event)
    if finish is not None:
        replan(hall.day, ticket, finish.plan)
        ticket.turn_to(finish.step)
        ticket.window_id = finish.window_id
        ticket.called_at_ms, ticket.started_at_ms = finish.called_at_ms, finish.started_at_ms
        ticket.call_count = finish.call_count
    enter(hall, ticket, event.at_ms)
    window = window_of(hall, event.window_id)
    window.finished_today -= 1
    window.last_finished = window.invitation = None


def _added(hall: Hall, event: ServiceAdded) -> None:
    ticket = hall.day.tickets[event.ticket_id]
    ticket.finish = None
    ticket.service_count += 1
    replan(hall.day, ticket, (*ticket.plan, event.step))


def _dropped(hall: Hall, event: ServiceDropped) -> None:
    ticket, dropped = hall.day.tickets[event.ticket_id], event.step
    ticket.finish = None
    replan(hall.day, ticket, (step for step in ticket.plan if step != dropped))
    if dropped.service_id in ticket.chosen:
        hall.day.taken[dropped.group_id] -= 1


def _taken_on(hall: Hall, event: VisitTakenOn) -> None:
    ticket = hall.day.tickets[event.ticket_id]
    ticket.first_window_id, ticket.first_clerk_id = event.window_id, event.clerk_id


def _taken(hall: Hall, event: TicketTaken) -> None:
    was_waiting = hall.day.tickets[event.ticket_id].state is State.WAITING
    ticket, window = leave(hall, event), window_of(hall, event.window_id)
    ticket.window_id = event.window_id
    ticket.called_at_ms = ticket.started_at_ms = event.at_ms
    ticket.call_seq, ticket.call_count = None, 0
    ticket.why, ticket.why_facts = event.why, event.why_facts
    ticket.hold_reason, ticket.held_until_ms = "", None
    enter(hall, ticket, event.at_ms)
    if was_waiting:
        window.note_turn(ticket, event.at_ms)
        hall.day.calls_of_group[event.group_id] += 1


def _quick_began(hall: Hall, event: QuickServiceBegan) -> None:
    day = hall.day
    ticket = Ticket(
        id=event.ticket_id,
        number=event.number,
        service_id=event.service_id,
        group_id=event.group_id,
        item_id=event.item_id,
        priority_id=None,
        rank=0,
        issued_at_ms=event.at_ms,
        waits_since_ms=event.at_ms,
        order=len(day.tickets),
        state=State.SERVING,
        window_id=event.window_id,
        called_at_ms=event.at_ms,
        started_at_ms=event.at_ms,
    )
    day.tickets[ticket.id] = ticket
    day.series_last[event.series_id] = event.series_position
    day.numbers_given[ticket.number] += 1
    day.numbers_in_use.add(ticket.number)
    enter(hall, ticket, event.at_ms)


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    ServiceFinished: _finished,
    VisitStayed: _stayed,
    VisitWentOn: _went_on,
    FinishUndone: _finish_undone,
    ServiceAdded: _added,
    ServiceDropped: _dropped,
    VisitTakenOn: _taken_on,
    TicketTaken: _taken,
    QuickServiceBegan: _quick_began,
}
