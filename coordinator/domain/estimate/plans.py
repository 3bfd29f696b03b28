"""Visits of several services: what keeps a window busy after the one that a ticket waits for."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TypeAlias

from contract.ids import GroupId, TicketId
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import Ticket

Plan: TypeAlias = tuple[tuple[GroupId, float], ...]
"""The services that follow, each with how long it takes on the average."""


def plans_of(
    hall: Hall, ticket_ids: Iterable[TicketId], stays_ms: Mapping[GroupId, float]
) -> dict[TicketId, Plan]:
    """Return the plans of those who have come for several services."""
    if not any(hall.day.planned.values()):
        return {}
    tickets = map(hall.day.tickets.get, ticket_ids)
    return {ticket.id: plan_of(ticket, stays_ms) for ticket in tickets if ticket and ticket.plan}


def plan_of(ticket: Ticket, stays_ms: Mapping[GroupId, float]) -> Plan:
    """Return what follows, up to the first service that is done elsewhere or at a set time."""
    return tuple(_follows(ticket, stays_ms))


def stays_here_ms(plan: Plan, serves: Container[GroupId]) -> float:
    """Return how long a visit stays at a window for what follows: up to what it does not serve."""
    whole_ms = 0.0
    for group_id, stay_ms in plan:
        if group_id not in serves:
            break
        whole_ms += stay_ms
    return whole_ms


def _follows(ticket: Ticket, stays_ms: Mapping[GroupId, float]) -> Iterator[tuple[GroupId, float]]:
    for step in ticket.plan:
        is_free = (step.window_id, step.clerk_id, step.not_before_ms) == (None, None, None)
        if not is_free or step.group_id not in stays_ms:
            return
        yield step.group_id, stays_ms[step.group_id]
