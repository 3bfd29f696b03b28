"""What becomes of tickets outside a window."""

from typing import Final

from coordinator.adapters.reading.rows import Cell, Means, Rows, new_service, ticket
from coordinator.domain.events import (
    PaperOverdue,
    PaperReported,
    PriorityGiven,
    QuickServiceBegan,
    Step,
    TicketCancelled,
    TicketIssued,
)
from coordinator.service.ports import Record
from journal import ReadRow


def _issued(record: Record, event: TicketIssued) -> Rows:
    yield _new_ticket(
        record,
        event,
        priority_id=event.priority_id,
        language=event.language,
        ahead=event.ahead if event.given_by is None else None,
        told_wait_ms=event.wait_ms,
        told_bound_ms=event.wait_bound_ms,
    )
    yield new_service(record, event.ticket_id, _first(event), waits_from_ms=event.given_at_ms)
    for later in event.more:
        yield new_service(record, event.ticket_id, later)


def _quick_began(record: Record, event: QuickServiceBegan) -> Rows:
    yield _new_ticket(record, event)
    yield new_service(
        record,
        event.ticket_id,
        _first(event),
        started_at_ms=event.at_ms,
        window_id=event.window_id,
        clerk_id=event.clerk_id,
    )


def _new_ticket(
    record: Record, event: TicketIssued | QuickServiceBegan, **columns: Cell
) -> ReadRow:
    about: dict[str, Cell] = {
        "day": record.day,
        "number": event.number,
        "series_id": event.series_id,
        "group_id": event.group_id,
        "item_id": event.item_id,
        "issued_by": record.device_id,
        "issued_at_ms": event.given_at_ms if isinstance(event, TicketIssued) else event.at_ms,
    }
    return ReadRow("tickets", {"ticket_id": event.ticket_id}, {**about, **columns}, "new")


def _first(event: TicketIssued | QuickServiceBegan) -> Step:
    return Step(service_id=event.service_id, group_id=event.group_id, item_id=event.item_id)


def _paper(_: Record, event: PaperReported) -> Rows:
    yield ticket(event, paper=event.outcome)


def _paper_overdue(_: Record, event: PaperOverdue) -> Rows:
    yield ticket(event, paper="uncertain")


def _priority(_: Record, event: PriorityGiven) -> Rows:
    yield ticket(event, priority_id=event.priority_id)


def _cancelled(_: Record, event: TicketCancelled) -> Rows:
    """The present service ends, and those still to come."""
    ended: dict[str, Cell] = {"ended": "cancelled", "ended_at_ms": event.at_ms}
    yield ReadRow("services", {"ticket_id": event.ticket_id, "ended": None}, ended)
    yield ticket(event, **ended)


MEANS: Final[Means] = {
    TicketIssued: _issued,
    QuickServiceBegan: _quick_began,
    PaperReported: _paper,
    PaperOverdue: _paper_overdue,
    PriorityGiven: _priority,
    TicketCancelled: _cancelled,
}
