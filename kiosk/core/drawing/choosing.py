"""Draws the way to a service."""

from typing import Any, Final

from contract.hall import Item, ServiceGroup
from contract.hall.bundles import SERVICES_MAX
from contract.ids import GroupId
from contract.messages.state import QueueState
from contract.waits import minutes
from kiosk.core import screens
from kiosk.core.catalog import page_of, window_ranges
from kiosk.core.comfort import Comfort
from kiosk.core.drawing.names import names_of, service_of
from kiosk.core.obstacles import back
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page, visitor_page
from kiosk.core.slip import hall_time
from kiosk.core.visit import known

A_PAGE: Final = 8
A_PAGE_IN_COMFORT: Final = 4
RESULTS_MAX: Final = 5
RESULTS_WHEN_LARGE: Final = 3
RESULTS_WHEN_LOW: Final = 2
SHORTCUTS_MAX: Final = 4
SHORTCUTS_IN_COMFORT: Final = 2


def home(now: Situation) -> Screen:
    today = now.hall_time
    other = "zh" if now.visit.language == "en" else "en"
    most = SHORTCUTS_IN_COMFORT if now.visit.comfort.fewer else SHORTCUTS_MAX
    hot = now.catalog.hot_items()[:most]
    return screens.Home(
        **page(now),
        date=today.date().isoformat(),
        weekday=today.weekday(),
        other_hall_name=now.catalog.hall.hall.name.in_language(other),
        shortcuts=tuple(
            screens.Shortcut(item.id, item.name.in_language(now.visit.language)) for item in hot
        ),
        bundles=bool(now.catalog.bundles),
        appointments=now.catalog.takes_appointments,
        alone=now.works_alone,
        no_paper=now.no_paper,
        detail=now.printer.detail if now.printer is not None else "",
    )


def groups(now: Situation) -> Screen:
    groups, paging = page_of(list(now.catalog.groups.values()), now.visit.page, a_page(now))
    return screens.Groups(
        **visitor_page(now),
        groups=tuple(_group_tile(now, g) for g in groups),
        paging=paging,
        chosen=names_of(now, now.visit.chosen),
    )


def _results_max(comfort: Comfort) -> int:
    if comfort.low:
        return RESULTS_WHEN_LOW
    return RESULTS_WHEN_LARGE if comfort.large else RESULTS_MAX


def a_page(now: Situation) -> int:
    """Return how many choices a page has."""
    return A_PAGE_IN_COMFORT if now.visit.comfort.fewer else A_PAGE


def _group_tile(now: Situation, group: ServiceGroup) -> screens.GroupTile:
    queue = _queue(now, group.id)
    return screens.GroupTile(
        group_id=group.id,
        name=group.name.in_language(now.visit.language),
        department=now.catalog.department(group, now.visit.language),
        waiting=None if queue is None else queue.waiting,
        **closing(now, group.id),
    )


def search(now: Situation) -> Screen:
    letters = now.visit.letters
    found = now.catalog.search.find(letters)
    most = _results_max(now.visit.comfort)
    return screens.Search(
        **visitor_page(now),
        letters=letters,
        live_letters=now.catalog.search.live_letters(letters),
        results=tuple(_item_tile(now, item) for item in found[:most]),
        more=max(0, len(found) - most),
    )


def items(now: Situation) -> Screen:
    group_id = known(now.visit.group_id)
    items, paging = page_of(now.catalog.items_of(group_id), now.visit.page, a_page(now))
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
        **closing(now, item.group),
    )


def papers(now: Situation) -> Screen:
    group_id, item_id = known(now.visit.group_id), now.visit.item_id
    queue = _queue(now, group_id)
    papers = () if item_id is None else now.catalog.items[item_id].papers
    return screens.Papers(
        **visitor_page(now),
        service=service_of(now),
        department=now.catalog.department(now.catalog.groups[group_id], now.visit.language),
        papers=tuple(paper.in_language(now.visit.language) for paper in papers),
        ahead=None if queue is None else queue.waiting,
        wait_minutes=None if queue is None else minutes(queue.wait_ms, queue.wait_bound_ms),
        windows=window_ranges(now.catalog.window_numbers(group_id)),
        chosen=names_of(now, now.visit.chosen),
        can_add=len(now.visit.services) < SERVICES_MAX,
        **closing(now, group_id),
    )


def closing(now: Situation, group_id: GroupId) -> dict[str, Any]:
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
