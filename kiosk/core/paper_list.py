"""A list of papers to bring, for whoever lacks one: no ticket, and nobody waits by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from contract.ids import TicketId, TicketNumber
from contract.messages.visits import ServiceWish
from contract.text import Text
from kiosk.core.catalog import Catalog, window_ranges
from kiosk.core.equipment import Paper
from kiosk.core.ports import SlipPrinter
from kiosk.core.situation import Situation
from kiosk.core.slip import Slip
from kiosk.core.visit import Visit

NO_NUMBER: Final = TicketNumber("LIST")
"""By which the printer's driver knows the paper; it stands nowhere on it."""


@dataclass(frozen=True)
class PaperList:
    """What services take: their papers, each once, and when and where they are done."""

    services: tuple[Text, ...]
    papers: tuple[Text, ...]
    days: tuple[str, ...]
    windows: str


def paper_list(wishes: Sequence[ServiceWish], catalog: Catalog, moment: datetime) -> PaperList:
    """Return the list for these services, of which there is at least one."""
    papers = {paper.words["zh"]: paper for wish in wishes for paper in catalog.papers(wish.item_id)}
    numbers = {number for wish in wishes for number in catalog.window_numbers(wish.group_id)}
    return PaperList(
        services=tuple(catalog.service(wish.group_id, wish.item_id) for wish in wishes),
        papers=tuple(papers.values()),
        days=catalog.days_open(moment, wishes[0].group_id),
        windows=window_ranges(sorted(numbers)),
    )


def list_slip(
    wishes: Sequence[ServiceWish], catalog: Catalog, moment: datetime, list_id: TicketId
) -> Slip:
    """Return the list as a paper. `list_id` is not known to the hall."""
    found = paper_list(wishes, catalog, moment)
    first, *more = found.services
    return Slip(
        kind="list",
        ticket_id=list_id,
        number=NO_NUMBER,
        hall=catalog.hall.hall.name,
        group_id=wishes[0].group_id,
        group=catalog.service(wishes[0].group_id, None),
        service=first,
        more=tuple(more),
        papers=found.papers,
        days=found.days,
        windows=found.windows,
        ahead=None,
        wait_minutes=None,
        issued=moment,
        code="",
        footer=None,
    )


def print_list(visit: Visit, now: Situation, printer: SlipPrinter) -> Visit:
    """Print what to bring; return the visit that knows so. Without paper there is the screen."""
    list_id = TicketId(f"list.{now.now_ms}")
    if now.no_paper:
        return replace(visit, list_id=list_id, list_paper=Paper.NOT_PRINTED.value)
    printer.print(list_slip(visit.listed, now.catalog, now.hall_time, list_id))
    return replace(visit, list_id=list_id)
