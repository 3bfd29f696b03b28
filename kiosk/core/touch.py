"""What a touch means on each screen: one pure table, `touched`.

Whatever is not in the table means nothing, so the second of two quick taps, which comes to a
screen that has changed, does nothing either.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from contract.ids import GroupId, ItemId
from kiosk.core import screens
from kiosk.core.catalog import Catalog
from kiosk.core.screens import GroupTile, ItemTile, Screen
from kiosk.core.search import LETTERS
from kiosk.core.visit import CODE_KEYS, CODE_MAX, PHONE_DIGITS, Asks, Step, Visit

LANGUAGES: Final = ("zh", "en")
LETTERS_MAX: Final = 12
DIGITS: Final = "0123456789"
NUMBER_MAX: Final = 6


def touched(  # noqa: C901, PLR0911, PLR0912 - a table, one case a line
    visit: Visit, screen: Screen, action: str, argument: str, catalog: Catalog
) -> Visit:
    """Return the visit after a touch; the very same visit if the touch means nothing there."""
    match screen, action:
        case _, "language" if argument in LANGUAGES:
            return replace(visit, language=argument)
        case screens.Home(), "begin":
            return visit.go(Step.GROUPS)
        case screens.Home(alone=True), "my_ticket" | "appointment":
            return visit.conclude(Step.SORRY, sorry="alone.not_now")
        case screens.Home(), "my_ticket":
            return visit.go(Step.MY_TICKET, number_typed="", token=None, standing=None, sought="")
        case screens.Home(appointments=True), "appointment":
            return visit.go(Step.CHECK_IN, asks=Asks.APPOINTMENT, code_typed="")
        case screens.Home(shortcuts=shortcuts), "item":
            return _choose_item(visit, [s.item_id for s in shortcuts], argument, catalog)
        case screens.Groups(groups=tiles), "group":
            return _choose_group(visit, tiles, argument, catalog)
        case screens.Groups(), "search":
            return visit.go(Step.SEARCH, letters="")
        case screens.Groups(paging=paging) | screens.Items(paging=paging), "next_page":
            return replace(visit, page=min(paging.page, paging.pages - 1))
        case screens.Groups(paging=paging) | screens.Items(paging=paging), "previous_page":
            return replace(visit, page=max(paging.page - 2, 0))
        case screens.Search(results=tiles) | screens.Items(items=tiles), "item":
            return _choose_item(visit, _open_items(tiles), argument, catalog)
        case screens.Search(letters=letters), "letter" if argument and argument in LETTERS:
            return replace(visit, letters=(letters + argument)[:LETTERS_MAX])
        case screens.Search(), "clear":
            return replace(visit, letters="")
        case screens.Groups(chosen=(_, *_)), "enough":
            return visit.enough()
        case screens.Papers(closed_reason="", can_add=True), "add":
            return visit.choose_another()
        case screens.Papers(closed_reason=""), "confirm":
            return visit.go(Step.IDENTIFY)
        case screens.Identify(card_reader=True), "card":
            return replace(visit, hint="lay_card")
        case screens.Identify(documents=True), "card":
            return replace(visit, hint="lay_document")
        case screens.Identify(), "phone":
            return visit.go(Step.PHONE, digits="")
        case screens.Identify(), "skip":
            return visit.conclude(Step.ASKING)
        case screens.ConfirmDocument(), "yes":
            return visit.conclude(Step.ASKING)
        case screens.ConfirmDocument(), "no":
            return replace(visit.back(), hint="replace_document")
        case screens.MyTicket(letters=letters, confirming=False), "key" if argument:
            return _type_number(visit, argument, letters)
        case screens.MyTicket(complete=True, confirming=False), "reprint":
            return visit.conclude(Step.ASKING, asks=Asks.COPY)
        case screens.MyTicket(complete=True, confirming=False), "cancel":
            return replace(visit, asks=Asks.CANCEL)
        case screens.MyTicket(confirming=True), "yes":
            return visit.conclude(Step.ASKING)
        case screens.MyTicket(confirming=True), "no":
            return replace(visit, asks=Asks.TICKET)
        case screens.CheckIn(code=code), "key" if argument in CODE_KEYS:
            return replace(visit, code_typed=(code + argument)[:CODE_MAX])
        case screens.CheckIn(code=code), "erase":
            return replace(visit, code_typed=code[:-1])
        case screens.CheckIn(complete=True), "confirm":
            return visit.conclude(Step.ASKING)
        case screens.Phone(digits=digits), "digit" if argument and argument in DIGITS:
            return replace(visit, digits=(digits + argument)[:PHONE_DIGITS])
        case screens.Phone(digits=digits), "erase":
            return replace(visit, digits=digits[:-1])
        case screens.Phone(complete=True), "confirm":
            return visit.conclude(Step.ASKING, phone_tail=visit.digits[-4:])
        case screens.VisitorPage(), "back":
            return visit.back()
        case screens.VisitorPage(), "home":
            return visit.leave()
        case screens.TakeTicket() | screens.Cancelled() | screens.Sorry(), "done":
            return visit.leave()
    return visit


def _type_number(visit: Visit, key: str, letters: Sequence[str]) -> Visit:
    """Letters come first, digits after them; whatever does not fit is not typed."""
    typed = visit.number_typed
    if key == "erase":
        return replace(visit, number_typed=typed[:-1], token=None, standing=None)
    if len(typed) >= NUMBER_MAX or (key in letters and typed[-1:].isdigit()):
        return visit
    if key in letters or (key in DIGITS and typed):
        return replace(visit, number_typed=typed + key, token=None, standing=None)
    return visit


def _choose_group(
    visit: Visit, tiles: Sequence[GroupTile], argument: str, catalog: Catalog
) -> Visit:
    """A group with one item, or none, asks for no choice among them."""
    group_id = GroupId(argument)
    if group_id not in [tile.group_id for tile in tiles if not tile.closed_reason]:
        return visit
    items = catalog.items_of(group_id)
    if len(items) > 1:
        return visit.go(Step.ITEMS, group_id=group_id, item_id=None)
    return visit.go(Step.PAPERS, group_id=group_id, item_id=items[0].id if items else None)


def _choose_item(visit: Visit, offered: Sequence[ItemId], argument: str, catalog: Catalog) -> Visit:
    item_id = ItemId(argument)
    if item_id not in offered:
        return visit
    return visit.go(Step.PAPERS, group_id=catalog.items[item_id].group, item_id=item_id)


def _open_items(tiles: Sequence[ItemTile]) -> list[ItemId]:
    return [tile.item_id for tile in tiles if not tile.closed_reason]
