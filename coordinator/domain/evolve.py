"""Applies events to a hall. Total: an event that was once decided always applies.

That must hold for yesterday's events under today's hall file, too; so nothing here asks the file.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, Final

from contract.ids import EpochMs, TicketId, WindowId
from coordinator.domain import cases, figures, panic, rings, services
from coordinator.domain.admission import applied as admission
from coordinator.domain.alarms import applied as alarms
from coordinator.domain.appointments import applied as appointments
from coordinator.domain.appointments.book import Book
from coordinator.domain.estimate.learning import learn
from coordinator.domain.events import (
    CallMade,
    ClerkSignedIn,
    ClerkSignedOut,
    DayBegan,
    Event,
    NoShow,
    NoShowRecalled,
    PaperExplained,
    PaperOverdue,
    PaperReported,
    RatingLapsed,
    ServiceRated,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketHeld,
    TicketIssued,
    TicketRecalled,
    TicketResumed,
    VisitorUnmasked,
    WindowOpened,
    WindowPaused,
)
from coordinator.domain.hall import RECENT_CALLS_MAX, Day, Hall, Window, WindowStatus
from coordinator.domain.places import enter, leave, window_of
from coordinator.domain.ticket import Ticket
from coordinator.domain.visits import applied as visits
from coordinator.domain.visits import due, transferring
from coordinator.domain.visits.plan import replan


def evolve(hall: Hall, event: Event) -> Hall:
    """Apply `event` to `hall`, in place, and return it."""
    learn(hall, event)
    figures.count(hall, event)
    _APPLY[type(event)](hall, event)
    hall.at_ms = event.at_ms
    return hall


def fold(hall: Hall, events: Iterable[Event]) -> Hall:
    """Apply one event after the other."""
    return reduce(evolve, events, hall)


def _day_began(hall: Hall, event: DayBegan) -> None:
    hall.day = Day(date=event.day)
    hall.experience = event.learned.copy() if event.learned else hall.experience.next_day()
    hall.call_seqs = dict(event.call_seqs)
    hall.cases = {case.service_id: case for case in event.cases}
    hall.appointments = Book.of(event.appointments)
    hall.index_services()


def _issued(hall: Hall, event: TicketIssued) -> None:
    day = hall.day
    ticket = Ticket(
        id=event.ticket_id,
        number=event.number,
        service_id=event.service_id,
        service_count=1 + len(event.more),
        chosen=(event.service_id, *(step.service_id for step in event.more)),
        group_id=event.group_id,
        item_id=event.item_id,
        priority_id=event.priority_id,
        rank=event.rank,
        person=event.person,
        token=event.token,
        issued_at_ms=event.given_at_ms,
        appointed_at_ms=event.appointed_at_ms,
        order=len(day.tickets),
    )
    day.tickets[ticket.id] = ticket
    replan(day, ticket, event.more)
    day.taken.update([event.group_id, *(step.group_id for step in event.more)])
    if ticket.token:
        day.by_token[ticket.token] = ticket.id
    if ticket.person:
        day.tickets_of.setdefault(ticket.person, []).append(ticket.id)
    if event.given_by is None:
        day.series_last[event.series_id] = event.series_position
    else:
        day.given_alone.setdefault(event.given_by, {})[event.series_id] = event.series_position
        day.untimed[event.given_by] += event.said_at_ms is not None
    day.numbers_given[ticket.number] += 1
    day.numbers_in_use.add(ticket.number)
    day.awaiting_paper[ticket.id] = event.at_ms
    enter(hall, ticket, event.given_at_ms)


def _paper_reported(hall: Hall, event: PaperReported) -> None:
    hall.day.tickets[event.ticket_id].paper = event.outcome
    if event.outcome != "not_printed":
        _let_call(hall, event.ticket_id)


def _paper_overdue(hall: Hall, event: PaperOverdue) -> None:
    _let_call(hall, event.ticket_id)


def _paper_explained(hall: Hall, event: PaperExplained) -> None:
    if event.strands:
        hall.day.unqueued[event.kiosk_id] += 1


def _let_call(hall: Hall, ticket_id: TicketId) -> None:
    day = hall.day
    if day.awaiting_paper.pop(ticket_id, None) is not None:
        day.line_of(day.tickets[ticket_id]).make_ready(ticket_id)


def _called(hall: Hall, event: CallMade) -> None:
    ticket = leave(hall, event)
    ticket.window_id = event.window_id
    ticket.called_at_ms = event.at_ms
    ticket.started_at_ms = None
    ticket.call_seq = event.call_seq
    ticket.call_count = event.call_count
    ticket.hold_reason = ""
    ticket.held_until_ms = None
    enter(hall, ticket, event.at_ms)
    _remember_call(hall, event)


def _called_in_turn(hall: Hall, event: TicketCalled) -> None:
    _called(hall, event)
    ticket, window = hall.day.tickets[event.ticket_id], window_of(hall, event.window_id)
    ticket.why, ticket.why_facts = event.why, event.why_facts
    window.note_turn(ticket, event.at_ms)
    hall.day.calls_of_group[event.group_id] += 1


def _resumed(hall: Hall, event: TicketResumed) -> None:
    _called(hall, event)
    ticket, window = hall.day.tickets[event.ticket_id], window_of(hall, event.window_id)
    ticket.why, ticket.why_facts = event.why, event.why_facts
    if event.why is not None:  # a call in its turn, as any other
        window.note_turn(ticket, event.at_ms)


def _came_back(hall: Hall, event: NoShowRecalled) -> None:
    _called(hall, event)
    ticket = hall.day.tickets[event.ticket_id]
    ticket.why, ticket.why_facts = None, {}


def _remember_call(hall: Hall, event: CallMade) -> None:
    hall.call_seqs[event.zone_id] = event.call_seq
    earlier = hall.day.calls.get(event.zone_id, ())
    others = (call for call in earlier if call.ticket_id != event.ticket_id)
    hall.day.calls[event.zone_id] = deque([event, *others][:RECENT_CALLS_MAX])


def _started(hall: Hall, event: ServiceStarted) -> None:
    ticket = leave(hall, event)
    ticket.started_at_ms = event.at_ms
    enter(hall, ticket, event.at_ms)


def _missed(hall: Hall, event: NoShow) -> None:
    ticket = leave(hall, event)
    ticket.missed_after = hall.day.calls_of_group[event.group_id]
    enter(hall, ticket, event.at_ms)


def _cancelled(hall: Hall, event: TicketCancelled) -> None:
    ticket = leave(hall, event)
    enter(hall, ticket, event.at_ms)
    not_begun = (
        step for step in (ticket.present, *ticket.plan) if step.service_id in ticket.chosen
    )
    hall.day.taken.subtract(step.group_id for step in not_begun)


def _held(hall: Hall, event: TicketHeld) -> None:
    ticket = leave(hall, event)
    ticket.hold_reason = event.reason
    ticket.held_until_ms = event.held_until_ms
    ticket.held_service_id = ticket.service_id
    enter(hall, ticket, event.at_ms)


def _rated(hall: Hall, event: ServiceRated) -> None:
    invitation = window_of(hall, event.window_id).invitation
    if invitation is not None and invitation.service_id == event.service_id:
        invitation.rated = True


def _lapsed(hall: Hall, event: RatingLapsed) -> None:
    invitation = window_of(hall, event.window_id).invitation
    if invitation is not None and invitation.service_id == event.service_id:
        invitation.lapsed = True


def _signed_in(hall: Hall, event: ClerkSignedIn) -> None:
    window = _set_status(hall, event.window_id, WindowStatus.OPEN, event.at_ms)
    window.clerk_id = event.clerk_id
    if event.clerk_id is not None:
        hall.day.window_of_clerk[event.clerk_id] = window.id


def _signed_out(hall: Hall, event: ClerkSignedOut) -> None:
    window = _set_status(hall, event.window_id, WindowStatus.CLOSED, event.at_ms)
    if window.clerk_id is not None:
        hall.day.window_of_clerk.pop(window.clerk_id, None)
        hall.day.clerk_left_ms[window.clerk_id] = event.at_ms
    window.clerk_id = None


def _opened(hall: Hall, event: WindowOpened) -> None:
    _set_status(hall, event.window_id, WindowStatus.OPEN, event.at_ms)


def _paused(hall: Hall, event: WindowPaused) -> None:
    window = _set_status(hall, event.window_id, WindowStatus.PAUSED, event.at_ms)
    window.pause_reason = event.reason


def _told(hall: Hall, event: VisitorUnmasked) -> None:
    """Change nothing: that it is in the journal is all."""


def _set_status(hall: Hall, window_id: WindowId, status: WindowStatus, at_ms: EpochMs) -> Window:
    window = window_of(hall, window_id)
    window.status = status
    window.pause_reason = ""
    window.since_ms = at_ms
    return window


_APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    DayBegan: _day_began,
    TicketIssued: _issued,
    PaperReported: _paper_reported,
    PaperOverdue: _paper_overdue,
    PaperExplained: _paper_explained,
    TicketCalled: _called_in_turn,
    TicketRecalled: _called,
    TicketResumed: _resumed,
    ServiceStarted: _started,
    NoShowRecalled: _came_back,
    NoShow: _missed,
    TicketHeld: _held,
    TicketCancelled: _cancelled,
    ServiceRated: _rated,
    RatingLapsed: _lapsed,
    VisitorUnmasked: _told,
    ClerkSignedIn: _signed_in,
    ClerkSignedOut: _signed_out,
    WindowOpened: _opened,
    WindowPaused: _paused,
    **admission.APPLY,
    **appointments.APPLY,
    **services.APPLY,
    **panic.APPLY,
    **rings.APPLY,
    **cases.APPLY,
    **alarms.APPLY,
    **visits.APPLY,
    **transferring.APPLY,
    **due.APPLY,
}
