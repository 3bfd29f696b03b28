"""Draws where somebody says who one is, or which ticket or appointment one has."""

from contract.messages.state import TicketState
from contract.waits import minutes
from kiosk.core import screens
from kiosk.core.drawing.names import names_of, service_of
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, visitor_page
from kiosk.core.visit import (
    CODE_KEYS,
    CODE_MIN,
    Asks,
    known,
)


def identify(now: Situation) -> Screen:
    return screens.Identify(
        **visitor_page(now),
        service=" · ".join(names_of(now, now.visit.services)),
        card_reader=now.card_reader,
        documents=now.reads_documents,
        reader_side=(now.catalog.kiosk.reader_side or "") if now.card_reader else "",
        hint=now.visit.hint if now.card_reader or now.scanner else "",
        sealed=now.catalog.hall.privacy.unmasking_key is not None,
    )


def confirm_document(now: Situation) -> Screen:
    visitor = known(known(now.visit.shown).visitor)
    return screens.ConfirmDocument(
        **visitor_page(now),
        masked_name=visitor.masked_name,
        document_tail=visitor.document_tail,
        born=now.visit.born,
    )


def my_ticket(now: Situation) -> Screen:
    typed = now.visit.number_typed
    return screens.MyTicket(
        **visitor_page(now),
        number=typed,
        letters=now.catalog.letters,
        complete=now.catalog.is_number(typed) and _in_line(now.visit.standing),
        confirming=now.visit.asks is Asks.CANCEL,
        hint=now.visit.hint or _card_hint(now),
        standing=_standing(now),
        scanner=now.scanner,
    )


def _card_hint(now: Situation) -> str:
    """Return what to do with a card: whoever shows the paper's own code needs none."""
    if not now.card_reader or now.visit.token or not _in_line(now.visit.standing):
        return ""
    return "lay_card" if now.visit.standing is None else "card_first"


def _in_line(standing: TicketState | None) -> bool:
    """Tell whether a ticket can be given up, as far as is known."""
    return standing is None or standing.stage in ("waiting", "held")


def _standing(now: Situation) -> screens.Standing | None:
    standing = now.visit.standing
    if standing is None:
        return None
    window = now.catalog.hall.windows.get(standing.window_id) if standing.window_id else None
    return screens.Standing(
        stage=standing.stage,
        ahead=standing.ahead,
        wait_minutes=minutes(standing.wait_ms, standing.wait_bound_ms),
        window=0 if window is None else window.number,
    )


def check_in(now: Situation) -> Screen:
    code, by_card = now.visit.code_typed, now.card_reader and now.knows_persons
    return screens.CheckIn(
        **visitor_page(now),
        code=code,
        keys=CODE_KEYS,
        complete=len(code) >= CODE_MIN,
        card_reader=by_card,
        hint=now.visit.hint if by_card or now.scanner else "",
        scanner=now.scanner,
    )


def phone(now: Situation) -> Screen:
    return screens.Phone(
        **visitor_page(now),
        service=service_of(now),
        digits=now.visit.digits,
        complete=now.visit.phone_complete,
        wrong=now.visit.phone_wrong,
    )
