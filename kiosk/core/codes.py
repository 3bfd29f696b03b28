"""What a scanned text is: the code of a ticket, of an appointment, or nothing of this hall.

Anybody may hold up anything. A text is only compared with what this hall prints; no address in it
is ever opened.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from contract.codes import AppointmentCode, plain
from contract.ids import TicketNumber, TicketToken
from kiosk.core.catalog import Catalog
from kiosk.core.visit import CODE_MAX, CODE_MIN

_TICKET: Final = r"(?P<day>\d{4}-\d{2}-\d{2})\.(?P<number>[A-Z]*\d+)"
_HEX: Final = r"(?P<token>[0-9a-f]{20})"
_BOOKING: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]*", re.ASCII)


@dataclass(frozen=True)
class TicketCode:
    """A ticket's QR code. Of number, day and token it holds what the hall file says."""

    number: TicketNumber | None = None
    day: str | None = None
    token: TicketToken | None = None


@dataclass(frozen=True)
class BookingCode:
    """The code of an appointment, as it may be."""

    code: AppointmentCode


Code: TypeAlias = TicketCode | BookingCode


def code_in(text: str, catalog: Catalog) -> Code | None:
    """Return what a scanned text is, or None if it is nothing of this hall."""
    ticket = _ticket_in(text, catalog)
    if ticket is not None:
        return ticket
    code = plain(text)
    may_be = _BOOKING.fullmatch(text) and CODE_MIN <= len(code) <= CODE_MAX
    return BookingCode(code) if may_be and catalog.takes_appointments else None


def _ticket_in(text: str, catalog: Catalog) -> TicketCode | None:
    found = _pattern(catalog.hall.hall.ticket_url).fullmatch(text)
    if found is None:
        found = re.fullmatch(_TICKET, text, re.ASCII)
    if found is None:
        is_number = catalog.is_number(text.upper()) and len(text) < CODE_MIN
        return TicketCode(number=TicketNumber(text.upper())) if is_number else None
    held = found.groupdict()
    number, token = held.get("number"), held.get("token")
    if number is not None and not catalog.is_number(number):
        return None
    return TicketCode(
        number=None if number is None else TicketNumber(number),
        day=held.get("day"),
        token=None if token is None else TicketToken(token),
    )


@cache
def _pattern(url: str) -> re.Pattern[str]:
    """Return what the QR codes of this hall's tickets look like."""
    held = "{ticket}" in url or "{token}" in url
    pattern = re.escape(url if held else "{ticket}")
    for name, inside in ((r"\{ticket\}", _TICKET), (r"\{token\}", _HEX)):
        pattern = pattern.replace(name, inside, 1)
    return re.compile(pattern, re.ASCII)
