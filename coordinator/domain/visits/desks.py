"""Desks of the back office take up files. Nobody is called: the citizen sits in the hall."""

from collections.abc import Mapping
from typing import Final

from contract.ids import EpochMs
from coordinator.domain.events import TicketTaken, VisitTakenOn, Why
from coordinator.domain.hall import Window
from coordinator.domain.serving import facts, taken_on
from coordinator.domain.ticket import Ticket

_NO_FACTS: Final[Mapping[str, int]] = {}


def taken(
    window: Window,
    ticket: Ticket,
    now_ms: EpochMs,
    *,
    why: Why | None = None,
    why_facts: Mapping[str, int] = _NO_FACTS,
) -> tuple[TicketTaken | VisitTakenOn, ...]:
    """Return that a desk takes a file up: in its turn, or again, without `why`."""
    return (
        TicketTaken(
            **facts(window, ticket, now_ms),
            why=why,
            why_facts=dict(why_facts),
            wait_ms=now_ms - ticket.waits_since_ms if why else 0,
        ),
        *taken_on(window, ticket, now_ms),
    )
