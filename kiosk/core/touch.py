"""What a touch means on each screen: one pure table, `HANDLERS`.

Whatever is not in the table means nothing, so the second of two quick taps, which comes to a
screen that has changed, does nothing either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from contract.ids import GroupId, ItemId
from kiosk.core import occasions, screens
from kiosk.core.catalog import Catalog
from kiosk.core.screens import GroupTile, ItemTile, Screen
from kiosk.core.search import LETTERS
from kiosk.core.visit import CODE_KEYS, CODE_MAX, PHONE_DIGITS, Asks, Step, Visit

LETTERS_MAX: Final = 12
DIGITS: Final = "0123456789"
NUMBER_MAX: Final = 6

Handler: TypeAlias = Callable[[Visit, Any, str, Catalog], Visit]
"""Takes the visit, the screen that was touched, the touch's argument, and what there is."""


_Paged: TypeAlias = screens.Groups | screens.Items | screens.Bundles


def touched(visit: Visit, screen: Screen, action: str, argument: str, catalog: Catalog) -> Visit:
    """Return the visit after a touch; the very same visit if the touch means nothing there."""
    for kind in type(screen).__mro__:
        handler = HANDLERS.get((kind, action))
        if handler is not None:
            return handler(visit, screen, argument, catalog)
    return visit


def _language(visit: Visit, _screen: Screen, argument: str, catalog: Catalog) -> Visit:
    return replace(visit, language=argument) if argument in catalog.languages else visit


def _comfort(visit: Visit, _screen: Screen, argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, comfort=visit.comfort.switched(argument), page=0)


def _more_time(visit: Visit, _screen: Screen, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, unhurried=True)


def _goes(step: Step, **chosen: Any) -> Handler:
    return lambda visit, _screen, _argument, _catalog: visit.go(step, **chosen)


def _concludes(step: Step, **facts: Any) -> Handler:
    return lambda visit, _screen, _argument, _catalog: visit.conclude(step, **facts)


def _back(visit: Visit, _screen: Screen, _argument: str, _catalog: Catalog) -> Visit:
    return visit.back()


def _starts_over(visit: Visit, _screen: Screen, _argument: str, _catalog: Catalog) -> Visit:
    return visit.start_over()


def _leaves(visit: Visit, _screen: Screen, _argument: str, _catalog: Catalog) -> Visit:
    return visit.leave()


# Home


def _my_ticket(visit: Visit, screen: screens.Home, _argument: str, _catalog: Catalog) -> Visit:
    if screen.alone:
        return visit.conclude(Step.SORRY, sorry="alone.not_now")
    return visit.go(Step.MY_TICKET, number_typed="", token=None, standing=None, sought="")


def _appointment(visit: Visit, screen: screens.Home, _argument: str, _catalog: Catalog) -> Visit:
    if screen.alone:
        return visit.conclude(Step.SORRY, sorry="alone.not_now")
    if not screen.appointments:
        return visit
    return visit.go(Step.CHECK_IN, asks=Asks.APPOINTMENT, code_typed="")


def _shortcut(visit: Visit, screen: screens.Home, argument: str, catalog: Catalog) -> Visit:
    return _choose_item(visit, [s.item_id for s in screen.shortcuts], argument, catalog)


# Choosing a service


def _group(visit: Visit, screen: screens.Groups, argument: str, catalog: Catalog) -> Visit:
    return _choose_group(visit, screen.groups, argument, catalog)


def _listed(visit: Visit, screen: screens.Items, argument: str, catalog: Catalog) -> Visit:
    return _choose_item(visit, _open_items(screen.items), argument, catalog)


def _result(visit: Visit, screen: screens.Search, argument: str, catalog: Catalog) -> Visit:
    return _choose_item(visit, _open_items(screen.results), argument, catalog)


def _next_page(visit: Visit, screen: _Paged, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, page=min(screen.paging.page, screen.paging.pages - 1))


def _previous_page(visit: Visit, screen: _Paged, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, page=max(screen.paging.page - 2, 0))


def _letter(visit: Visit, screen: screens.Search, argument: str, _catalog: Catalog) -> Visit:
    if not argument or argument not in LETTERS:
        return visit
    return replace(visit, letters=(screen.letters + argument)[:LETTERS_MAX])


def _clear(visit: Visit, _screen: screens.Search, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, letters="")


def _enough(visit: Visit, screen: screens.Groups, _argument: str, _catalog: Catalog) -> Visit:
    return visit.enough() if screen.chosen else visit


def _add(visit: Visit, screen: screens.Papers, _argument: str, _catalog: Catalog) -> Visit:
    can_add = screen.can_add and not screen.closed_reason
    return visit.choose_another() if can_add else visit


def _papers_read(visit: Visit, screen: screens.Papers, _argument: str, _catalog: Catalog) -> Visit:
    return visit if screen.closed_reason else visit.go(Step.IDENTIFY)


# Saying who one is


def _card(visit: Visit, screen: screens.Identify, _argument: str, _catalog: Catalog) -> Visit:
    if screen.card_reader:
        return replace(visit, hint="lay_card")
    return replace(visit, hint="lay_document") if screen.documents else visit


def _other_document(visit: Visit, _screen: Screen, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit.back(), hint="replace_document")


def _phone_digit(visit: Visit, screen: screens.Phone, argument: str, _catalog: Catalog) -> Visit:
    if not argument or argument not in DIGITS:
        return visit
    return replace(visit, digits=(screen.digits + argument)[:PHONE_DIGITS])


def _phone_erase(visit: Visit, screen: screens.Phone, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, digits=screen.digits[:-1])


def _phone_confirm(visit: Visit, screen: screens.Phone, _argument: str, _catalog: Catalog) -> Visit:
    if not screen.complete:
        return visit
    return visit.conclude(Step.ASKING, phone_tail=visit.digits[-4:])


# A ticket in hand, and an appointment


def _number_key(visit: Visit, screen: screens.MyTicket, argument: str, _catalog: Catalog) -> Visit:
    if screen.confirming or not argument:
        return visit
    return _type_number(visit, argument, screen.letters)


def _reprint(visit: Visit, screen: screens.MyTicket, _argument: str, _catalog: Catalog) -> Visit:
    if not screen.complete or screen.confirming:
        return visit
    return visit.conclude(Step.ASKING, asks=Asks.COPY)


def _cancel(visit: Visit, screen: screens.MyTicket, _argument: str, _catalog: Catalog) -> Visit:
    if not screen.complete or screen.confirming:
        return visit
    return replace(visit, asks=Asks.CANCEL)


def _do_cancel(visit: Visit, screen: screens.MyTicket, _argument: str, _catalog: Catalog) -> Visit:
    return visit.conclude(Step.ASKING) if screen.confirming else visit


def _keep(visit: Visit, screen: screens.MyTicket, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, asks=Asks.TICKET) if screen.confirming else visit


def _code_key(visit: Visit, screen: screens.CheckIn, argument: str, _catalog: Catalog) -> Visit:
    if argument not in CODE_KEYS:
        return visit
    return replace(visit, code_typed=(screen.code + argument)[:CODE_MAX])


def _code_erase(visit: Visit, screen: screens.CheckIn, _argument: str, _catalog: Catalog) -> Visit:
    return replace(visit, code_typed=screen.code[:-1])


def _check_in(visit: Visit, screen: screens.CheckIn, _argument: str, _catalog: Catalog) -> Visit:
    return visit.conclude(Step.ASKING) if screen.complete else visit


HANDLERS: Final[Mapping[tuple[type, str], Handler]] = {
    (screens.Page, "language"): _language,
    (screens.Page, "comfort"): _comfort,
    (screens.VisitorPage, "back"): _back,
    (screens.VisitorPage, "home"): _starts_over,
    (screens.VisitorPage, "more_time"): _more_time,
    (screens.Home, "begin"): _goes(Step.GROUPS),
    (screens.Home, "my_ticket"): _my_ticket,
    (screens.Home, "appointment"): _appointment,
    (screens.Home, "item"): _shortcut,
    (screens.Home, "bundles"): occasions.bundles,
    (screens.Bundles, "bundle"): occasions.bundle,
    (screens.Bundles, "next_page"): _next_page,
    (screens.Bundles, "previous_page"): _previous_page,
    (screens.Bundle, "leave_out"): occasions.leave_out,
    (screens.Bundle, "confirm"): occasions.all_of_it,
    (screens.Bundle, "lack"): occasions.lack_of_it,
    (screens.Groups, "group"): _group,
    (screens.Groups, "search"): _goes(Step.SEARCH, letters=""),
    (screens.Groups, "next_page"): _next_page,
    (screens.Groups, "previous_page"): _previous_page,
    (screens.Groups, "enough"): _enough,
    (screens.Items, "item"): _listed,
    (screens.Items, "next_page"): _next_page,
    (screens.Items, "previous_page"): _previous_page,
    (screens.Search, "item"): _result,
    (screens.Search, "letter"): _letter,
    (screens.Search, "clear"): _clear,
    (screens.Papers, "add"): _add,
    (screens.Papers, "confirm"): _papers_read,
    (screens.Papers, "lack"): occasions.lack,
    (screens.Identify, "card"): _card,
    (screens.Identify, "phone"): _goes(Step.PHONE, digits=""),
    (screens.Identify, "skip"): _concludes(Step.ASKING),
    (screens.ConfirmDocument, "yes"): _concludes(Step.ASKING),
    (screens.ConfirmDocument, "no"): _other_document,
    (screens.MyTicket, "key"): _number_key,
    (screens.MyTicket, "reprint"): _reprint,
    (screens.MyTicket, "cancel"): _cancel,
    (screens.MyTicket, "yes"): _do_cancel,
    (screens.MyTicket, "no"): _keep,
    (screens.CheckIn, "key"): _code_key,
    (screens.CheckIn, "erase"): _code_erase,
    (screens.CheckIn, "confirm"): _check_in,
    (screens.Phone, "digit"): _phone_digit,
    (screens.Phone, "erase"): _phone_erase,
    (screens.Phone, "confirm"): _phone_confirm,
    (screens.TakeTicket, "done"): _leaves,
    (screens.PaperList, "done"): _leaves,
    (screens.Cancelled, "done"): _leaves,
    (screens.Sorry, "done"): _leaves,
}


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
