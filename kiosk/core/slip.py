"""What stands on a ticket's paper: the facts, not yet their layout."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contract.ids import EpochMs, TicketId, TicketNumber
from contract.messages.commands import TicketSlip
from contract.text import Text
from kiosk.core.catalog import Catalog, window_ranges

MINUTE_MS: Final = 60_000


@dataclass(frozen=True)
class Slip:
    """One ticket, to be printed. `issued` is in the hall's own time, `code` is for the QR code."""

    ticket_id: TicketId
    number: TicketNumber
    hall: Text
    service: Text
    ahead: int
    wait_minutes: int | None
    windows: str
    issued: datetime
    code: str
    footer: Text | None


def slip_of(ticket: TicketSlip, catalog: Catalog) -> Slip:
    """Return what is to be printed for `ticket`."""
    site = catalog.hall.hall
    return Slip(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        hall=site.name,
        service=catalog.service(ticket.group_id, ticket.item_id),
        ahead=ticket.ahead,
        wait_minutes=minutes(ticket.wait_ms),
        windows=window_ranges(catalog.window_numbers(ticket.group_id)),
        issued=hall_time(ticket.issued_at_ms, catalog),
        code=site.ticket_url.replace("{ticket}", ticket.ticket_id) or ticket.ticket_id,
        footer=site.ticket_footer,
    )


def minutes(wait_ms: int | None) -> int | None:
    """Return whole minutes, rounded up: a promise of waiting is better kept too early."""
    return None if wait_ms is None else -(-wait_ms // MINUTE_MS)


def hall_time(at_ms: EpochMs, catalog: Catalog) -> datetime:
    """Return the moment on the hall's own clock."""
    return datetime.fromtimestamp(at_ms / 1000, catalog.hall.time_zone)
