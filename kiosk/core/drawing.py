"""From how things are to the screen that shows it: one pure function, `draw`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from contract.hall import Item, ServiceGroup
from contract.ids import GroupId, TicketNumber
from contract.messages.answers import TicketSlip
from contract.messages.state import QueueState, TicketState
from contract.messages.visits import ServiceWish
from contract.waits import minutes
from kiosk.core import screens
from kiosk.core.catalog import page_of, window_ranges
from kiosk.core.code_picture import code_picture
from kiosk.core.obstacles import back, obstacle
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page, visitor_page
from kiosk.core.slip import code_of, hall_time
from kiosk.core.visit import (
    CHOOSING,
    CODE_KEYS,
    CODE_MIN,
    SERVICES_MAX,
    Asks,
    Step,
    known,
)

GROUPS_A_PAGE: Final = 8
ITEMS_A_PAGE: Final = 8
RESULTS_MAX: Final = 5
SHORTCUTS_MAX: Final = 4


def draw(now: Situation) -> Screen:
    """Return the screen: what stops the kiosk, or else the visitor's step."""
    if now.visit.step in CHOOSING:
        stopped = obstacle(now)
        if stopped is not None:
            return stopped
    return _DRAWERS[now.visit.step](now)


def _closing(now: Situation, group_id: GroupId) -> dict[str, Any]:
    """Return what a `Closable` says of a group."""
    queue = _queue(now, group_id)
    if queue is None:
        return {"closed_reason": now.closed_reason(group_id)}
    opens = None if queue.opens_at_ms is None else hall_time(queue.opens_at_ms, now.catalog)
    english = now.visit.language == "en"
    return {
        "closed_reason": now.closed_reason(group_id),
        "closed_note": queue.closed_note_en if english else queue.closed_note_zh,
        "back": back(opens, now.hall_time),
        "closing_soon": queue.closing_soon,
    }


def _queue(now: Situation, group_id: GroupId) -> QueueState | None:
    """Return the group's line as it is now; alone, nobody knows how long it is."""
    return None if now.works_alone else now.queues.of(group_id)


def _home(now: Situation) -> Screen:
    today = now.hall_time
    other = "zh" if now.visit.language == "en" else "en"
    hot = now.catalog.hot_items()[:SHORTCUTS_MAX]
    return screens.Home(
        **page(now),
        date=today.date().isoformat(),
        weekday=today.weekday(),
        other_hall_name=now.catalog.hall.hall.name.in_language(other),
        shortcuts=tuple(
            screens.Shortcut(item.id, item.name.in_language(now.visit.language)) for item in hot
        ),
        appointments=now.catalog.takes_appointments,
        alone=now.works_alone,
        no_paper=now.no_paper,
        detail=now.printer.detail if now.printer is not None else "",
    )


def _groups(now: Situation) -> Screen:
    groups, paging = page_of(list(now.catalog.groups.values()), now.visit.page, GROUPS_A_PAGE)
    return screens.Groups(
        **visitor_page(now),
        groups=tuple(_group_tile(now, g) for g in groups),
        paging=paging,
        chosen=_names(now, now.visit.chosen),
    )


def _group_tile(now: Situation, group: ServiceGroup) -> screens.GroupTile:
    queue = _queue(now, group.id)
    return screens.GroupTile(
        group_id=group.id,
        name=group.name.in_language(now.visit.language),
        department=now.catalog.department(group, now.visit.language),
        waiting=None if queue is None else queue.waiting,
        **_closing(now, group.id),
    )


def _search(now: Situation) -> Screen:
    letters = now.visit.letters
    found = now.catalog.search.find(letters)
    return screens.Search(
        **visitor_page(now),
        letters=letters,
        live_letters=now.catalog.search.live_letters(letters),
        results=tuple(_item_tile(now, item) for item in found[:RESULTS_MAX]),
        more=max(0, len(found) - RESULTS_MAX),
    )


def _items(now: Situation) -> Screen:
    group_id = known(now.visit.group_id)
    items, paging = page_of(now.catalog.items_of(group_id), now.visit.page, ITEMS_A_PAGE)
    return screens.Items(
        **visitor_page(now),
        group=now.catalog.groups[group_id].name.in_language(now.visit.language),
        items=tuple(_item_tile(now, item) for item in items),
        paging=paging,
    )


def _item_tile(now: Situation, item: Item) -> screens.ItemTile:
    return screens.ItemTile(
        item_id=item.id,
        name=item.name.in_language(now.visit.language),
        group=now.catalog.groups[item.group].name.in_language(now.visit.language),
        **_closing(now, item.group),
    )


def _papers(now: Situation) -> Screen:
    group_id, item_id = known(now.visit.group_id), now.visit.item_id
    queue = _queue(now, group_id)
    papers = () if item_id is None else now.catalog.items[item_id].papers
    return screens.Papers(
        **visitor_page(now),
        service=_service(now),
        department=now.catalog.department(now.catalog.groups[group_id], now.visit.language),
        papers=tuple(paper.in_language(now.visit.language) for paper in papers),
        ahead=None if queue is None else queue.waiting,
        wait_minutes=None if queue is None else minutes(queue.wait_ms, queue.wait_bound_ms),
        windows=window_ranges(now.catalog.window_numbers(group_id)),
        chosen=_names(now, now.visit.chosen),
        can_add=len(now.visit.services) < SERVICES_MAX,
        **_closing(now, group_id),
    )


def _identify(now: Situation) -> Screen:
    return screens.Identify(
        **visitor_page(now),
        service=_service(now),
        card_reader=now.card_reader,
        documents=now.reads_documents,
        hint=now.visit.hint if now.card_reader or now.scanner else "",
    )


def _confirm_document(now: Situation) -> Screen:
    visitor = known(known(now.visit.shown).visitor)
    return screens.ConfirmDocument(
        **visitor_page(now),
        masked_name=visitor.masked_name,
        document_tail=visitor.document_tail,
        born=now.visit.born,
    )


def _my_ticket(now: Situation) -> Screen:
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


def _check_in(now: Situation) -> Screen:
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


def _cancelled(now: Situation) -> Screen:
    return screens.Cancelled(**page(now), number=now.visit.number_typed)


def _phone(now: Situation) -> Screen:
    return screens.Phone(
        **visitor_page(now),
        service=_service(now),
        digits=now.visit.digits,
        complete=now.visit.phone_complete,
        wrong=now.visit.phone_wrong,
    )


def _printing(now: Situation) -> Screen:
    slip = now.visit.slip
    number = None if slip is None else slip.number
    return screens.Printing(**page(now), number=number, no_paper=bool(now.no_paper))


def _take_ticket(now: Situation) -> Screen:
    return screens.TakeTicket(**page(now), **_ticket(now))


def _show_number(now: Situation) -> Screen:
    picture = code_picture(code_of(known(now.visit.slip), now.catalog))
    return screens.ShowNumber(**page(now), **_ticket(now), reason=now.visit.sorry, picture=picture)


def _ticket(now: Situation) -> dict[str, Any]:
    slip = known(now.visit.slip)
    return {
        "number": slip.number,
        "service": _service(now),
        "ahead": None if now.visit.alone else slip.ahead,
        "wait_minutes": minutes(slip.wait_ms, slip.wait_bound_ms),
        "windows": window_ranges(now.catalog.window_numbers(slip.group_id)),
        "alone": now.visit.alone,
        "more": _names(now, slip.more),
        **_appointed(now, slip),
    }


def _appointed(now: Situation, slip: TicketSlip) -> dict[str, str]:
    """Return what a ticket says of an appointment, or of one that was not kept."""
    if slip.appointed_at_ms is not None:
        return {"appointed": f"{hall_time(slip.appointed_at_ms, now.catalog):%H:%M}"}
    appointment = now.visit.appointment
    return {} if appointment is None else {"note": f"take_ticket.{appointment.arrival}"}


def _sorry(now: Situation) -> Screen:
    slip, facts = now.visit.slip, now.visit.sorry_facts
    told = TicketNumber(facts["number"]) if "number" in facts else None
    number = told if slip is None else slip.number
    return screens.Sorry(**page(now), reason=now.visit.sorry, number=number, facts=facts)


def _names(now: Situation, services: Sequence[ServiceWish]) -> tuple[str, ...]:
    named = (now.catalog.service(wish.group_id, wish.item_id) for wish in services)
    return tuple(name.in_language(now.visit.language) for name in named)


def _service(now: Situation) -> str:
    name = now.catalog.service(known(now.visit.group_id), now.visit.item_id)
    return name.in_language(now.visit.language)


_DRAWERS: Final[Mapping[Step, Callable[[Situation], Screen]]] = {
    Step.HOME: _home,
    Step.GROUPS: _groups,
    Step.SEARCH: _search,
    Step.ITEMS: _items,
    Step.PAPERS: _papers,
    Step.IDENTIFY: _identify,
    Step.CONFIRM_DOCUMENT: _confirm_document,
    Step.MY_TICKET: _my_ticket,
    Step.CHECK_IN: _check_in,
    Step.PHONE: _phone,
    Step.ASKING: _printing,
    Step.PRINTING: _printing,
    Step.TAKE_TICKET: _take_ticket,
    Step.SHOW_NUMBER: _show_number,
    Step.CANCELLED: _cancelled,
    Step.SORRY: _sorry,
}
