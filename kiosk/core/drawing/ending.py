"""Draws what comes of a visit."""

from typing import Any

from contract.ids import TicketNumber
from contract.messages.answers import TicketSlip
from contract.waits import minutes
from kiosk.core import screens
from kiosk.core.catalog import window_ranges
from kiosk.core.code_picture import code_picture
from kiosk.core.drawing.names import names_of, service_of
from kiosk.core.paper_list import paper_list as listed
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page
from kiosk.core.slip import code_of, hall_time
from kiosk.core.visit import (
    known,
)


def printing(now: Situation) -> Screen:
    slip = now.visit.slip
    number = None if slip is None else slip.number
    return screens.Printing(**page(now), number=number, no_paper=bool(now.no_paper))


def take_ticket(now: Situation) -> Screen:
    return screens.TakeTicket(**page(now), **_ticket(now))


def show_number(now: Situation) -> Screen:
    picture = code_picture(code_of(known(now.visit.slip), now.catalog))
    return screens.ShowNumber(**page(now), **_ticket(now), reason=now.visit.sorry, picture=picture)


def _ticket(now: Situation) -> dict[str, Any]:
    slip = known(now.visit.slip)
    return {
        "number": slip.number,
        "service": service_of(now),
        "ahead": None if now.visit.alone else slip.ahead,
        "wait_minutes": minutes(slip.wait_ms, slip.wait_bound_ms),
        "windows": window_ranges(now.catalog.window_numbers(slip.group_id)),
        "alone": now.visit.alone,
        "more": names_of(now, slip.more),
        **_appointed(now, slip),
    }


def _appointed(now: Situation, slip: TicketSlip) -> dict[str, str]:
    """Return what a ticket says of an appointment, or of one that was not kept."""
    if slip.appointed_at_ms is not None:
        return {"appointed": f"{hall_time(slip.appointed_at_ms, now.catalog):%H:%M}"}
    appointment = now.visit.appointment
    return {} if appointment is None else {"note": f"take_ticket.{appointment.arrival}"}


def paper_list(now: Situation) -> Screen:
    language = now.visit.language
    found = listed(now.visit.listed, now.catalog, now.hall_time)
    services = tuple(each.in_language(language) for each in found.services)
    papers = tuple(each.in_language(language) for each in found.papers)
    return screens.PaperList(
        **page(now),
        services=services,
        papers=papers,
        days=found.days,
        windows=found.windows,
        paper=f"paper_list.{now.visit.list_paper or 'printing'}",
        picture=code_picture(
            "\n".join((*services, *(f"- {each}" for each in papers), *found.days))
        ),
    )


def cancelled(now: Situation) -> Screen:
    return screens.Cancelled(**page(now), number=now.visit.number_typed)


def sorry(now: Situation) -> Screen:
    slip, facts = now.visit.slip, now.visit.sorry_facts
    told = TicketNumber(facts["number"]) if "number" in facts else None
    number = told if slip is None else slip.number
    return screens.Sorry(**page(now), reason=now.visit.sorry, number=number, facts=facts)
