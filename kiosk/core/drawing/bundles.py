"""Draws the occasions that people come for, and what one of them takes."""

from contract.hall import Item
from contract.hall.bundles import Bundle
from kiosk.core import screens
from kiosk.core.catalog import page_of
from kiosk.core.drawing.choosing import a_page, closing
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, visitor_page


def bundles(now: Situation) -> Screen:
    shown, paging = page_of(now.catalog.bundles, now.visit.page, a_page(now))
    return screens.Bundles(
        **visitor_page(now), bundles=tuple(_tile(now, each) for each in shown), paging=paging
    )


def _tile(now: Situation, bundle: Bundle) -> screens.BundleTile:
    """Return the tile: it is closed when nothing of it can be done now."""
    items = [now.catalog.items[item_id] for item_id in bundle.services]
    is_open = any(not now.closed_reason(item.group) for item in items)
    why = {"closed_reason": ""} if is_open else closing(now, items[0].group)
    return screens.BundleTile(
        bundle_id=bundle.id,
        name=bundle.name.in_language(now.visit.language),
        icon=bundle.icon,
        count=len(items),
        **why,
    )


def bundle(now: Situation) -> Screen:
    chosen, language = now.catalog.bundle(now.visit.bundle_id), now.visit.language
    services = tuple(_service(now, now.catalog.items[each]) for each in chosen.services)
    papers = [
        paper.in_language(language)
        for service in services
        if service.taken
        for paper in now.catalog.items[service.item_id].papers
    ]
    return screens.Bundle(
        **visitor_page(now),
        name=chosen.name.in_language(language),
        note="" if chosen.note is None else chosen.note.in_language(language),
        services=services,
        papers=tuple(dict.fromkeys(papers)),
    )


def _service(now: Situation, item: Item) -> screens.BundleService:
    closed = closing(now, item.group)
    return screens.BundleService(
        item_id=item.id,
        name=item.name.in_language(now.visit.language),
        taken=item.id not in now.visit.left_out and not closed["closed_reason"],
        **closed,
    )
