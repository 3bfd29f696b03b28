"""What a scanned code does to a visit, and what the hall's word on a ticket does. Pure."""

from dataclasses import replace
from typing import Final

from contract.ids import TicketNumber, TicketToken
from contract.messages.answers import AnyAnswer, Done, Refused
from contract.messages.state import TicketState
from hardware.mrz import Doubt, TravelDocument
from kiosk.core import screens
from kiosk.core.catalog import Catalog
from kiosk.core.codes import BookingCode, TicketCode, code_in
from kiosk.core.persons import Shown
from kiosk.core.screens import Screen
from kiosk.core.visit import Asks, Step, Visit

READING_CARDS: Final = (screens.Identify, screens.MyTicket, screens.CheckIn)

HINTING: Final = (screens.Identify, screens.MyTicket, screens.CheckIn)
"""The screens with a place to say that a code is none."""


def scanned(
    visit: Visit, screen: Screen, text: str, catalog: Catalog, *, day: str, alone: bool
) -> Visit:
    """Return the visit after a code was held up; the very same visit where none is wanted.

    Args:
        day: the business day; a ticket of another is worth nothing.
        alone: the hall cannot be asked.
    """
    if not isinstance(screen, screens.Home | screens.VisitorPage):
        return visit
    code = code_in(text, catalog)
    match code:
        case None:
            return no_code(visit, screen)
        case _ if alone:
            return visit.conclude(Step.SORRY, sorry="alone.not_now")
        case BookingCode(code=booking):
            return visit.conclude(Step.ASKING, asks=Asks.APPOINTMENT, code_typed=booking)
        case TicketCode(day=printed) if printed is not None and printed != day:
            return visit.conclude(Step.SORRY, sorry="sorry.old_ticket")
        case TicketCode(number=number, token=token):
            return _ticket_in_hand(visit, screen, number or TicketNumber(""), token)


def _ticket_in_hand(
    visit: Visit, screen: Screen, number: TicketNumber, token: TicketToken | None
) -> Visit:
    there = isinstance(screen, screens.MyTicket)
    on_page = replace(visit, hint="") if there else visit.go(Step.MY_TICKET)
    return replace(
        on_page, number_typed=number, token=token, asks=Asks.TICKET, standing=None, sought=""
    )


def no_code(visit: Visit, screen: Screen) -> Visit:
    """Return the visit after something was held up that is no code of this hall."""
    if isinstance(screen, HINTING):
        return replace(visit, hint="code_unknown")
    if isinstance(screen, screens.Home):
        return visit.conclude(Step.SORRY, sorry="sorry.code_unknown")
    return visit


def doubted(visit: Visit, document: TravelDocument, shown: Shown) -> Visit:
    """Return the visit that asks whether a document says what was read of it."""
    sure = document.birth is not None and Doubt.BIRTH not in document.doubts
    born = f"{document.birth:%Y}" if document.birth and sure else ""
    return visit.go(Step.CONFIRM_DOCUMENT, shown=shown, born=born)


def sought(visit: Visit, screen: Screen) -> str:
    """Return the ticket of which the visitor wants to know how it stands, "" if of none."""
    if not isinstance(screen, screens.MyTicket):
        return ""
    whole = screen.complete or visit.standing is not None
    return visit.token or (visit.number_typed if whole else "")


def found(visit: Visit, answer: AnyAnswer) -> Visit:
    """Return the visit after the hall has said how it stands with the ticket."""
    match answer:
        case Done(standing=TicketState() as standing):
            return replace(visit, standing=standing, number_typed=standing.number, hint="")
        case Done():
            return replace(visit, hint="over")
        case Refused(code="unknown_number" | "unknown_token"):
            return replace(visit, hint="unknown_ticket")
        case _:
            return visit
