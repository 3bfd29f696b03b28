"""What touches mean where somebody comes for an occasion, or goes with a list of papers. Pure."""

from dataclasses import replace

from contract.ids import ItemId
from contract.messages.visits import ServiceWish
from kiosk.core import screens
from kiosk.core.catalog import Catalog
from kiosk.core.visit import Step, Visit


def bundles(visit: Visit, screen: screens.Home, _argument: str, _catalog: Catalog) -> Visit:
    return visit.go(Step.BUNDLES) if screen.bundles else visit


def bundle(visit: Visit, screen: screens.Bundles, argument: str, _catalog: Catalog) -> Visit:
    offered = [tile.bundle_id for tile in screen.bundles if not tile.closed_reason]
    if argument not in offered:
        return visit
    return visit.go(Step.BUNDLE, bundle_id=argument, left_out=frozenset())


def leave_out(visit: Visit, screen: screens.Bundle, argument: str, _catalog: Catalog) -> Visit:
    """Take a service off, or put it back."""
    if argument not in [each.item_id for each in screen.services if not each.closed_reason]:
        return visit
    return replace(visit, left_out=visit.left_out ^ {ItemId(argument)})


def lack_of_it(visit: Visit, screen: screens.Bundle, _argument: str, catalog: Catalog) -> Visit:
    """Go with a list for all that was not taken off: what is closed now may be open then."""
    kept = [each.item_id for each in screen.services if each.item_id not in visit.left_out]
    wishes = tuple(ServiceWish(catalog.items[each].group, each) for each in kept)
    return visit.conclude(Step.PAPER_LIST, listed=wishes) if screen.papers else visit


def all_of_it(visit: Visit, screen: screens.Bundle, _argument: str, catalog: Catalog) -> Visit:
    taken = [catalog.items[each.item_id] for each in screen.services if each.taken]
    wishes = [ServiceWish(group_id=item.group, item_id=item.id) for item in taken]
    return visit.choose_all(wishes) if wishes else visit


def lack(visit: Visit, screen: screens.Papers, _argument: str, _catalog: Catalog) -> Visit:
    """Go without a ticket, with a list of what to bring."""
    return visit.conclude(Step.PAPER_LIST, listed=visit.services) if screen.papers else visit
