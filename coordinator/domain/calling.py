"""Windows call: the next ticket, the same again, or one that stepped aside."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypedDict

from contract.ids import (
    ClerkId,
    EpochMs,
    GroupId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
    ZoneId,
)
from coordinator.domain import checks, errors
from coordinator.domain.commands import CallNext, Recall, ResumeTicket
from coordinator.domain.events import TicketCalled, TicketRecalled, TicketResumed
from coordinator.domain.hall import Hall, Window
from coordinator.domain.policy import Choice, Moment, in_order
from coordinator.domain.ticket import State, Ticket


class _CallFacts(TypedDict):
    at_ms: EpochMs
    ticket_id: TicketId
    number: TicketNumber
    service_id: ServiceId
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None
    zone_id: ZoneId
    call_seq: int
    expires_at_ms: EpochMs


def call_next(hall: Hall, command: CallNext, now_ms: EpochMs) -> tuple[TicketCalled]:
    """Call whom the policy chooses from the lines that the window serves, or from one of them."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    if command.group_id is None:
        return (call_first(hall, window, hall.services[window.id], now_ms),)
    group_id = checks.served(hall, window, command.group_id)
    return (call_first(hall, window, {group_id: 1}, now_ms),)


def call_first(
    hall: Hall, window: Window, services: Mapping[GroupId, int], now_ms: EpochMs
) -> TicketCalled:
    """Return the call of whoever is first in the lines of these groups."""
    choice = next(_choices(hall, window, services, now_ms), None)
    if choice is None:
        waiting = any(hall.line(group) for group in services)
        raise (errors.StillPrinting if waiting else errors.NobodyWaits)(window=window.id)
    ticket = hall.day.tickets[choice.candidate.ticket_id]
    return TicketCalled(
        **call_facts(hall, window, ticket, now_ms),
        call_count=1,
        why=choice.why,
        why_facts=choice.facts,
        wait_ms=now_ms - ticket.issued_at_ms,
    )


def _choices(
    hall: Hall, window: Window, services: Mapping[GroupId, int], now_ms: EpochMs
) -> Iterator[Choice]:
    """Yield whom the window would call of these groups, one after the other."""
    queues = (hall.line(group_id).queues(weight) for group_id, weight in services.items())
    moment = Moment(now_ms=now_ms, priority_run=window.priority_run)
    return in_order(hall.call_order, chain.from_iterable(queues), moment)


def recall(hall: Hall, command: Recall, now_ms: EpochMs) -> tuple[TicketRecalled]:
    """Call the called ticket once more, as often as the policy allows."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED)
    if hall.recalls_left(ticket) == 0:
        raise errors.RecallsExhausted(number=ticket.number, recalls=str(ticket.call_count - 1))
    early_ms = hall.recall_from_ms(ticket) - now_ms
    if early_ms > 0:
        raise errors.RecallTooSoon(number=ticket.number, seconds=str(-(-early_ms // 1000)))
    facts = call_facts(hall, window, ticket, now_ms)
    return (TicketRecalled(**facts, call_count=ticket.call_count + 1),)


def resume(hall: Hall, command: ResumeTicket, now_ms: EpochMs) -> tuple[TicketResumed]:
    """Call a held ticket anew, at whichever window serves its group."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    ticket = checks.in_state(checks.ticket(hall, command.ticket_id), State.HELD)
    checks.served(hall, window, ticket.group_id)
    return (TicketResumed(**call_facts(hall, window, ticket, now_ms), call_count=1),)


def call_facts(hall: Hall, window: Window, ticket: Ticket, now_ms: EpochMs) -> _CallFacts:
    """Return what every kind of call says, with the next number of the zone's calls."""
    zone_id = hall.file.windows[window.id].zone
    return _CallFacts(
        at_ms=now_ms,
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        group_id=ticket.group_id,
        window_id=window.id,
        clerk_id=window.clerk_id,
        zone_id=zone_id,
        call_seq=hall.call_seqs.get(zone_id, 0) + 1,
        expires_at_ms=EpochMs(now_ms + hall.file.policy.call_expires_s * 1000),
    )
