"""Windows call: the next ticket, the same again, or one that stepped aside."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final, TypeAlias

from contract.ids import EpochMs, GroupId, ZoneId
from coordinator.domain import checks, errors
from coordinator.domain.commands import CallNext, Recall, ResumeTicket
from coordinator.domain.events import (
    TicketCalled,
    TicketRecalled,
    TicketResumed,
    TicketTaken,
    VisitTakenOn,
    Why,
)
from coordinator.domain.hall import Hall, Window
from coordinator.domain.line import Queue, candidate
from coordinator.domain.policy import Choice, in_order
from coordinator.domain.serving import StepFacts, facts
from coordinator.domain.ticket import State, Ticket
from coordinator.domain.visits.desks import taken
from coordinator.domain.visits.kept import kept_for

Called: TypeAlias = TicketCalled | TicketResumed | TicketTaken | VisitTakenOn
"""What a window or a desk does when its next one is due."""

KEPT: Final = "kept"
"""Among the figures of a call: the ticket waited for this window, or for its clerk, alone."""


class _CallFacts(StepFacts):
    zone_id: ZoneId
    call_seq: int
    expires_at_ms: EpochMs


def call_next(hall: Hall, command: CallNext, now_ms: EpochMs) -> tuple[Called, ...]:
    """Call whom the policy chooses from all who wait for the window, or of one of its groups."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    if command.group_id is not None:
        checks.served(hall, window, command.group_id)
    return call_first(hall, window, now_ms, of=command.group_id)


def call_first(
    hall: Hall, window: Window, now_ms: EpochMs, *, of: GroupId | None = None
) -> tuple[Called, ...]:
    """Return the call of whoever is first of those who wait for the window, or of one group."""
    choice = next(in_turn(hall, window, now_ms, of=of), None)
    if choice is None:
        raise _nobody(hall, window, of)
    ticket = hall.day.tickets[choice.candidate.ticket_id]
    return called(hall, window, ticket, now_ms, why=choice.why, why_facts=choice.facts)


def in_turn(
    hall: Hall, window: Window, now_ms: EpochMs, *, of: GroupId | None = None
) -> Iterator[Choice]:
    """Yield whom a window would call, one after the other, if it called all of them now."""
    services = _services(hall, window, of)
    queues = chain(_in_lines(hall, services), _kept(hall, window, services, of))
    return in_order(hall.call_order, queues, window.moment(now_ms))


def called(
    hall: Hall,
    window: Window,
    ticket: Ticket,
    now_ms: EpochMs,
    *,
    why: Why,
    why_facts: Mapping[str, int],
) -> tuple[Called, ...]:
    """Return the call of a waiting ticket, or that a desk takes its file up."""
    figures = {**why_facts, KEPT: 1} if ticket.is_kept else dict(why_facts)
    if hall.is_desk(window.id):
        return taken(window, ticket, now_ms, why=why, why_facts=figures)
    call = call_facts(hall, window, ticket, now_ms)
    if ticket.was_held:
        return (TicketResumed(**call, call_count=1, why=why, why_facts=figures),)
    wait_ms = now_ms - ticket.waits_since_ms
    return (TicketCalled(**call, call_count=1, why=why, why_facts=figures, wait_ms=wait_ms),)


def _services(hall: Hall, window: Window, of: GroupId | None) -> Mapping[GroupId, int]:
    return hall.services[window.id] if of is None else {of: 1}


def _in_lines(hall: Hall, services: Mapping[GroupId, int]) -> Iterator[Queue]:
    for group_id, weight in services.items():
        yield from hall.line(group_id).queues(weight)


def _kept(
    hall: Hall, window: Window, services: Mapping[GroupId, int], of: GroupId | None
) -> Iterator[Queue]:
    """Yield those who wait for this window or its clerk alone: as a queue each, they are few."""
    for ticket in kept_for(hall, window.id):
        if hall.day.is_ready(ticket) and of in (None, ticket.group_id):
            yield iter([candidate(ticket, services.get(ticket.group_id, 1))])


def _nobody(
    hall: Hall, window: Window, of: GroupId | None
) -> errors.StillPrinting | errors.NobodyWaits:
    services = _services(hall, window, of)
    printing = (hall.day.tickets[ticket_id] for ticket_id in hall.day.awaiting_paper)
    if any(ticket.group_id in services for ticket in printing):
        return errors.StillPrinting(window=window.id)
    return errors.NobodyWaits(window=window.id)


def recall(hall: Hall, command: Recall, now_ms: EpochMs) -> tuple[TicketRecalled]:
    """Call the called ticket once more, as often as the policy allows."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED)
    if hall.recalls_left(ticket) == 0:
        raise errors.RecallsExhausted(number=ticket.number, recalls=str(ticket.call_count - 1))
    early_ms = hall.recall_from_ms(ticket) - now_ms
    if early_ms > 0:
        raise errors.RecallTooSoon(number=ticket.number, seconds=str(-(-early_ms // 1000)))
    call = call_facts(hall, window, ticket, now_ms)
    return (TicketRecalled(**call, call_count=ticket.call_count + 1),)


def resume(hall: Hall, command: ResumeTicket, now_ms: EpochMs) -> tuple[Called, ...]:
    """Call a held ticket anew, at whichever window serves its group, or where it was held."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    ticket = checks.in_state(checks.ticket(hall, command.ticket_id), State.HELD)
    checks.takes(hall, window, ticket)
    if hall.is_desk(window.id):
        return taken(window, ticket, now_ms)
    return (TicketResumed(**call_facts(hall, window, ticket, now_ms), call_count=1),)


def call_facts(hall: Hall, window: Window, ticket: Ticket, now_ms: EpochMs) -> _CallFacts:
    """Return what every kind of call says, with the next number of the zone's calls."""
    zone_id = hall.file.windows[window.id].zone
    return _CallFacts(
        **facts(window, ticket, now_ms),
        zone_id=zone_id,
        call_seq=hall.call_seqs.get(zone_id, 0) + 1,
        expires_at_ms=EpochMs(now_ms + hall.file.policy.call_expires_s * 1000),
    )
