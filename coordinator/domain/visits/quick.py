"""Whoever stands at the window is served at once, without a ticket."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.admission.series import next_of, ticket_id
from coordinator.domain.commands import QuickService
from coordinator.domain.events import QuickServiceBegan, VisitTakenOn
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import service_id


def begin(
    hall: Hall, command: QuickService, now_ms: EpochMs
) -> tuple[QuickServiceBegan, VisitTakenOn]:
    """Serve a citizen who has no ticket and never waited, under a number of its own series."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    series_id = hall.file.desk.quick_series
    if series_id is None:
        raise errors.QuickServiceOff
    if hall.is_desk(window.id):
        raise errors.NobodyAtDesk(window=window.id)
    group_id = checks.served(hall, window, checks.group(hall, command.group_id))
    checks.item(hall, group_id, command.item_id)
    position, number = next_of(hall, series_id)
    ticket = ticket_id(hall, number)
    began = QuickServiceBegan(
        at_ms=now_ms,
        ticket_id=ticket,
        number=number,
        service_id=service_id(ticket, 1),
        group_id=group_id,
        window_id=window.id,
        clerk_id=window.clerk_id,
        series_id=series_id,
        series_position=position,
        item_id=command.item_id,
    )
    taken_on = VisitTakenOn(
        at_ms=now_ms,
        ticket_id=ticket,
        number=number,
        service_id=began.service_id,
        group_id=group_id,
        window_id=window.id,
        clerk_id=window.clerk_id,
    )
    return began, taken_on
