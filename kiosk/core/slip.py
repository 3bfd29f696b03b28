"""What stands on a ticket's paper: the facts, not yet their layout."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from contract.ids import EpochMs, GroupId, TicketId, TicketNumber
from contract.messages.answers import TicketSlip
from contract.text import Text
from contract.waits import minutes
from kiosk.core.catalog import Catalog, window_ranges

SlipKind: TypeAlias = Literal["ticket", "list", "test"]


@dataclass(frozen=True)
class Slip:
    """One paper, to be printed: a ticket, a list of papers to bring, or a technician's test.

    `issued` is in the hall's own time, `code` is for the QR code.
    """

    ticket_id: TicketId
    number: TicketNumber
    hall: Text
    group_id: GroupId
    group: Text
    service: Text
    """The item, or the group where no item was chosen."""
    ahead: int | None
    """None if nobody knew when it was printed."""
    wait_minutes: str | None
    windows: str
    issued: datetime
    code: str
    footer: Text | None
    more: tuple[Text, ...] = ()
    """The services that follow, under the same number."""
    papers: tuple[Text, ...] = ()
    """What to bring for the first service."""
    appointed: datetime | None = None
    """When the booked slot begins, in the hall's own time."""
    alone: bool = False
    """Given by the kiosk without the hall, and marked so."""
    kind: SlipKind = "ticket"
    days: tuple[str, ...] = ()
    """On a list: when to come with it, as "11-24 08:30-12:00"."""


def slip_of(ticket: TicketSlip, catalog: Catalog, *, alone: bool = False) -> Slip:
    """Return what is to be printed for `ticket`."""
    site, appointed_at_ms = catalog.hall.hall, ticket.appointed_at_ms
    return Slip(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        hall=site.name,
        group_id=ticket.group_id,
        group=catalog.service(ticket.group_id, None),
        service=catalog.service(ticket.group_id, ticket.item_id),
        ahead=None if alone else ticket.ahead,
        wait_minutes=minutes(ticket.wait_ms, ticket.wait_bound_ms),
        windows=window_ranges(catalog.window_numbers(ticket.group_id)),
        issued=hall_time(ticket.issued_at_ms, catalog),
        code=code_of(ticket, catalog),
        footer=site.ticket_footer,
        more=tuple(catalog.service(wish.group_id, wish.item_id) for wish in ticket.more),
        papers=catalog.papers(ticket.item_id),
        appointed=None if appointed_at_ms is None else hall_time(appointed_at_ms, catalog),
        alone=alone,
    )


def code_of(ticket: TicketSlip, catalog: Catalog) -> str:
    """Return what the QR code of a ticket says."""
    url = catalog.hall.hall.ticket_url
    filled = url.replace("{ticket}", ticket.ticket_id).replace("{token}", ticket.token)
    return filled or ticket.ticket_id


def hall_time(at_ms: EpochMs, catalog: Catalog) -> datetime:
    """Return the moment on the hall's own clock."""
    return datetime.fromtimestamp(at_ms / 1000, catalog.hall.time_zone)


def clock_time(moment: datetime) -> str:
    """Return the time of day, as "08:05". It is on every screen, so without a format to read."""
    return f"{moment.hour:02}:{moment.minute:02}"
