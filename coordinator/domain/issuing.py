"""Tickets come into being, get their paper, and are given up."""

from itertools import takewhile

from contract.ids import EpochMs, ServiceId, TicketId, TicketNumber
from coordinator.domain import checks, errors, schedule
from coordinator.domain.admission import closing, persons
from coordinator.domain.commands import CancelTicket, IssueTicket, ReportPaper
from coordinator.domain.estimate.foresee import newcomer_wait
from coordinator.domain.events import PaperOverdue, PaperReported, TicketCancelled, TicketIssued
from coordinator.domain.giving_up import cancelled
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State, Ticket


def issue_ticket(hall: Hall, command: IssueTicket, now_ms: EpochMs) -> tuple[TicketIssued]:
    """Give the next number of the group's series.

    No window need be open yet, people come before the windows open; but the hall must be.
    """
    _check_request(hall, command)
    closing.check_open(hall, command.group_id, now_ms)
    persons.check_person(hall, command.person_hash, command.group_id, now_ms)
    group = hall.file.groups[command.group_id]
    series = hall.file.all_series[group.series]
    found = schedule.next_number(
        series, hall.day.series_last.get(series.id), hall.day.numbers_in_use
    )
    if found is None:
        raise errors.SeriesExhausted(series=series.id)
    position, number = found
    rank = hall.file.priorities[command.priority_id].rank if command.priority_id else 0
    ahead = hall.ahead_of_newcomer(group.id, rank)
    told = hall.tells_waits
    wait = newcomer_wait(hall, group.id, command.priority_id, now_ms) if told else None
    ticket_id = _ticket_id(hall, number)
    return (
        TicketIssued(
            at_ms=now_ms,
            ticket_id=ticket_id,
            number=number,
            service_id=ServiceId(f"{ticket_id}.1"),
            group_id=group.id,
            series_id=series.id,
            series_position=position,
            item_id=command.item_id,
            priority_id=command.priority_id,
            rank=rank,
            language=command.language,
            ahead=ahead,
            person=command.person_hash,
            wait_ms=wait.median_ms if wait else None,
            wait_bound_ms=wait.bound_ms if wait else None,
        ),
    )


def _check_request(hall: Hall, command: IssueTicket) -> None:
    """Refuse names the hall file does not know, and groups this kiosk does not offer."""
    kiosk = checks.kiosk(hall, command.device_id)
    group_id = checks.group(hall, command.group_id)
    if kiosk.groups and group_id not in kiosk.groups:
        raise errors.GroupNotOffered(device=kiosk.id, group=group_id)
    if command.item_id is not None:
        item = hall.file.items.get(command.item_id)
        if item is None or item.group != group_id:
            raise errors.UnknownItem(group=group_id, item=command.item_id)
    if command.priority_id is not None and command.priority_id not in hall.file.priorities:
        raise errors.UnknownPriority(priority=command.priority_id)


def _ticket_id(hall: Hall, number: TicketNumber) -> TicketId:
    """Return "2026-11-22.A012"; the second A012 of a day, after the series ran round, gets "-2"."""
    given = hall.day.numbers_given[number]
    return TicketId(f"{hall.day.date}.{number}" + (f"-{given + 1}" if given else ""))


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
