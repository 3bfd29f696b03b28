"""A clerk adds services to the visit of the citizen at the window, and takes others off it."""

from typing import Final

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import AddService, DropService
from coordinator.domain.events import ServiceAdded, ServiceDropped
from coordinator.domain.hall import Hall
from coordinator.domain.serving import facts
from coordinator.domain.ticket import State
from coordinator.domain.visits.plan import step_for

STEPS_MAX: Final = 16
"""Services still to come in one visit."""


def add(hall: Hall, command: AddService, now_ms: EpochMs) -> tuple[ServiceAdded]:
    """Put one more service at the end of the visit, be its group open or not for new citizens."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED, State.SERVING)
    group_id = checks.group(hall, command.group_id)
    checks.item(hall, group_id, command.item_id)
    if len(ticket.plan) >= STEPS_MAX:
        raise errors.VisitTooLong(number=ticket.number, services=str(STEPS_MAX))
    step = step_for(ticket.nth_service(), group_id, command.item_id)
    return (ServiceAdded(**facts(window, ticket, now_ms), step=step),)


def drop(hall: Hall, command: DropService, now_ms: EpochMs) -> tuple[ServiceDropped]:
    """Take a service off the visit that was still to come."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED, State.SERVING)
    for step in ticket.plan:
        if step.service_id == command.service_id:
            return (ServiceDropped(**facts(window, ticket, now_ms), step=step),)
    raise errors.ServiceNotToCome(number=ticket.number, service=command.service_id)
