"""The services of a visit that are still to come."""

from collections.abc import Iterable

from contract.ids import GroupId, ItemId, ServiceId
from coordinator.domain.events import Step
from coordinator.domain.hall import Day, Hall
from coordinator.domain.ticket import Ticket


def replan(day: Day, ticket: Ticket, plan: Iterable[Step]) -> None:
    """Give an open ticket another plan, and count what its groups can expect."""
    day.planned.subtract(step.group_id for step in ticket.plan)
    ticket.plan = tuple(plan)
    day.planned.update(step.group_id for step in ticket.plan)


def to_come(hall: Hall, ticket: Ticket) -> tuple[Step, ...]:
    """Return the steps that can still be done: the hall file may have lost a group since."""
    return tuple(step for step in ticket.plan if step.group_id in hall.file.groups)


def after(plan: tuple[Step, ...], service_id: ServiceId) -> tuple[Step, ...]:
    """Return what comes after this service."""
    ids = [step.service_id for step in plan]
    return plan[ids.index(service_id) + 1 :] if service_id in ids else plan


def step_for(service_id: ServiceId, group_id: GroupId, item_id: ItemId | None) -> Step:
    """Return a step that every window of its group may call."""
    return Step(service_id=service_id, group_id=group_id, item_id=item_id)
