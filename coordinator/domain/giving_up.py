"""The one way a ticket is given up, whoever does it: citizen, clerk, or the end of the day."""

from contract.ids import EpochMs
from coordinator.domain.events import TicketCancelled
from coordinator.domain.hall import Window
from coordinator.domain.ticket import Ticket


def cancelled(
    ticket: Ticket, *, reason: str, now_ms: EpochMs, window: Window | None = None
) -> TicketCancelled:
    """Return the event; `window` is where a clerk did it."""
    return TicketCancelled(
        at_ms=now_ms,
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        group_id=ticket.group_id,
        reason=reason,
        window_id=window.id if window else None,
        clerk_id=window.clerk_id if window else None,
    )
