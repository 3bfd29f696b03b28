"""Tickets come into being, get their paper, and are given up."""

from itertools import takewhile

from contract.codes import token_of
from contract.hall import Kiosk
from contract.ids import EpochMs, GroupId, ItemId, SeriesId
from coordinator.domain import checks, errors
from coordinator.domain.admission import closing, persons
from coordinator.domain.admission.series import next_of, ticket_id
from coordinator.domain.commands import CancelTicket, IssueTicket, ReportPaper
from coordinator.domain.estimate.foresee import newcomer_wait
from coordinator.domain.events import PaperOverdue, PaperReported, TicketCancelled, TicketIssued
from coordinator.domain.giving_up import cancelled
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State, Ticket, service_id
from coordinator.domain.visits.plan import step_for


def issue_ticket(hall: Hall, command: IssueTicket, now_ms: EpochMs) -> tuple[TicketIssued]:
    """Give the next number of the group's series, for this service and those that come after it.

    No window need be open yet, people come before the windows open; but the hall must be.
    """
    series_id = _check_request(hall, command, now_ms)
    return (issued(hall, command, series_id, now_ms),)


def issued(
    hall: Hall,
    command: IssueTicket,
    series_id: SeriesId,
    now_ms: EpochMs,
    *,
    appointed_at_ms: EpochMs | None = None,
) -> TicketIssued:
    """Return the ticket that a kiosk's command makes, once nothing speaks against it."""
    position, number = next_of(hall, series_id)
    group_id, priority_id = command.group_id, command.priority_id
    rank = hall.file.priorities[priority_id].rank if priority_id else 0
    told = hall.tells_waits
    wait = (
        newcomer_wait(hall, group_id, priority_id, now_ms, appointed_at_ms=appointed_at_ms)
        if told
        else None
    )
    new_id = ticket_id(hall, number)
    return TicketIssued(
        at_ms=now_ms,
        ticket_id=new_id,
        number=number,
        service_id=service_id(new_id, 1),
        group_id=group_id,
        series_id=series_id,
        series_position=position,
        item_id=command.item_id,
        priority_id=priority_id,
        rank=rank,
        language=command.language,
        ahead=hall.ahead_of_newcomer(group_id, rank, appointed_at_ms),
        person=command.person_hash,
        token=token_of(command.command_id),
        wait_ms=wait.median_ms if wait else None,
        wait_bound_ms=wait.bound_ms if wait else None,
        more=tuple(
            step_for(service_id(new_id, place), wish.group_id, wish.item_id)
            for place, wish in enumerate(command.more, start=2)
        ),
        appointed_at_ms=appointed_at_ms,
    )


def _check_request(hall: Hall, command: IssueTicket, now_ms: EpochMs) -> SeriesId:
    """Refuse what cannot be asked for at this kiosk now; return the series of the number."""
    kiosk = checks.kiosk(hall, command.device_id)
    series_id = _check_service(hall, kiosk, command.group_id, command.item_id)
    for wish in command.more:
        _check_service(hall, kiosk, wish.group_id, wish.item_id)
    checks.priority(hall, command.priority_id)
    for group_id in dict.fromkeys([command.group_id, *(wish.group_id for wish in command.more)]):
        closing.check_open(hall, group_id, now_ms)
        persons.check_person(hall, command.person_hash, group_id, now_ms)
    return series_id


def _check_service(hall: Hall, kiosk: Kiosk, group_id: GroupId, item_id: ItemId | None) -> SeriesId:
    series_id = hall.file.groups[checks.group(hall, group_id)].series
    if series_id is None or (kiosk.groups and group_id not in kiosk.groups):
        raise errors.GroupNotOffered(device=kiosk.id, group=group_id)
    checks.item(hall, group_id, item_id)
    return series_id


def report_paper(hall: Hall, command: ReportPaper, now_ms: EpochMs) -> tuple[PaperReported, ...]:
    """Note what became of a ticket's paper. It is said once; saying the same again is fine."""
    checks.kiosk(hall, command.device_id)
    ticket = checks.ticket(hall, command.ticket_id)
    if ticket.paper == command.outcome:
        return ()
    if ticket.paper is not None:
        raise errors.PaperAlreadyReported(number=ticket.number, outcome=ticket.paper)
    return (
        PaperReported(
            at_ms=now_ms,
            ticket_id=ticket.id,
            number=ticket.number,
            group_id=ticket.group_id,
            outcome=command.outcome,
            cause=command.cause,
        ),
    )


def overdue_papers(hall: Hall, now_ms: EpochMs) -> tuple[PaperOverdue, ...]:
    """Return the tickets whose paper nobody reports, so that they are called all the same."""
    latest_ms = now_ms - hall.file.policy.paper_overdue_s * 1000
    overdue = takewhile(lambda item: item[1] <= latest_ms, hall.day.awaiting_paper.items())
    return tuple(_overdue(hall.day.tickets[ticket_id], now_ms) for ticket_id, _ in overdue)


def _overdue(ticket: Ticket, now_ms: EpochMs) -> PaperOverdue:
    return PaperOverdue(
        at_ms=now_ms, ticket_id=ticket.id, number=ticket.number, group_id=ticket.group_id
    )


def cancel_ticket(hall: Hall, command: CancelTicket, now_ms: EpochMs) -> tuple[TicketCancelled]:
    """Give up a waiting ticket."""
    checks.kiosk(hall, command.device_id)
    ticket = checks.in_state(checks.ticket(hall, command.ticket_id), State.WAITING)
    return (cancelled(ticket, reason=command.reason, now_ms=now_ms),)
