"""What can be chosen on each screen by keys, in the order in which it is offered."""

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.core import screens
from kiosk.core.guidance.words import Choice, Choices, Say, closed

LANGUAGES: Final = (("zh", "中文"), ("en", "English"))
"""Those that are spoken, each in its own."""


def _pressed(*names: str, page: str) -> Choices:
    """Buttons that are named as what they do: "papers.confirm" taps "confirm"."""
    return lambda _screen, say: (Choice(say(f"{page}.{name}"), name) for name in names)


def _at_home(screen: screens.Home, say: Say) -> Iterator[Choice]:
    yield Choice(say("home.begin"), "begin")
    if screen.bundles:
        yield Choice(say("home.bundles"), "bundles")
    if screen.appointments:
        yield Choice(say("home.appointment"), "appointment")
    yield Choice(say("home.my_ticket"), "my_ticket")
    for shortcut in screen.shortcuts:
        yield Choice(shortcut.name, "item", shortcut.item_id)
    for language, name in LANGUAGES:
        yield Choice(name, "language", language)


def _among_groups(screen: screens.Groups, say: Say) -> Iterator[Choice]:
    for tile in screen.groups:
        if tile.closed_reason:
            words = f"{tile.name}: {closed(tile, say)}"
        elif tile.waiting is None:
            words = tile.name
        else:
            words = f"{tile.name}: {say('groups.waiting', count=tile.waiting)}"
        yield Choice(words, "group", tile.group_id)
    if screen.chosen:
        yield Choice(say("groups.enough"), "enough")
    yield Choice(say("groups.search"), "search")
    yield from _pages(screen, say)


def _among_items(screen: screens.Items, say: Say) -> Iterator[Choice]:
    yield from _tiles(screen.items, say)
    yield from _pages(screen, say)


def _tiles(tiles: tuple[screens.ItemTile, ...], say: Say) -> Iterator[Choice]:
    for tile in tiles:
        words = f"{tile.name}: {closed(tile, say)}" if tile.closed_reason else tile.name
        yield Choice(words, "item", tile.item_id)


def _pages(screen: screens.Groups | screens.Items | screens.Bundles, say: Say) -> Iterator[Choice]:
    if screen.paging.page < screen.paging.pages:
        yield Choice(say("nav.next_page"), "next_page")
    if screen.paging.page > 1:
        yield Choice(say("nav.previous_page"), "previous_page")


def _among_bundles(screen: screens.Bundles, say: Say) -> Iterator[Choice]:
    for tile in screen.bundles:
        words = closed(tile, say) if tile.closed_reason else say("bundles.count", count=tile.count)
        yield Choice(f"{tile.name}: {words}", "bundle", tile.bundle_id)
    yield from _pages(screen, say)


def _of_bundle(screen: screens.Bundle, say: Say) -> Iterator[Choice]:
    if any(each.taken for each in screen.services):
        yield Choice(say("papers.confirm"), "confirm")
    for each in screen.services:
        how = closed(each, say) if each.closed_reason else say(f"bundle.{_taken(each)}")
        yield Choice(f"{each.name}: {how}", "leave_out", each.item_id)
    if screen.papers:
        yield Choice(say("papers.lack"), "lack")


def _taken(service: screens.BundleService) -> str:
    return "taken" if service.taken else "left_out"


def _found(screen: screens.Search, say: Say) -> Iterator[Choice]:
    yield from _tiles(screen.results, say)
    for letter in sorted(screen.live_letters):
        yield Choice(letter, "letter", letter)
    yield Choice(say("search.clear"), "clear")


def _with_papers(screen: screens.Papers, say: Say) -> Iterator[Choice]:
    if not screen.closed_reason:
        yield Choice(say("papers.confirm"), "confirm")
        if screen.can_add:
            yield Choice(say("papers.add"), "add")
    if screen.papers:
        yield Choice(say("papers.lack"), "lack")


def _ways(screen: screens.Identify, say: Say) -> Iterator[Choice]:
    if screen.card_reader or screen.documents:
        key = "identify.card" if screen.card_reader else "identify.passport"
        yield Choice(say(key), "card")
    yield Choice(say("identify.phone"), "phone")
    yield Choice(say("identify.skip"), "skip")


def _numbers(screen: screens.MyTicket, say: Say) -> Iterator[Choice]:
    if screen.confirming:
        yield Choice(say("my_ticket.no"), "no")
        yield Choice(say("my_ticket.yes"), "yes")
        return
    if screen.complete:
        yield Choice(say("my_ticket.reprint"), "reprint")
        yield Choice(say("my_ticket.cancel"), "cancel")
    for key in (*screen.letters, *"1234567890"):
        yield Choice(key, "key", key)
    yield Choice(say("my_ticket.erase"), "key", "erase")


def _code(screen: screens.CheckIn, say: Say) -> Iterator[Choice]:
    if screen.complete:
        yield Choice(say("check_in.confirm"), "confirm")
    for key in screen.keys:
        yield Choice(key, "key", key)
    yield Choice(say("check_in.erase"), "erase")


def _digits(screen: screens.Phone, say: Say) -> Iterator[Choice]:
    if screen.complete:
        yield Choice(say("phone.confirm"), "confirm")
    for digit in "1234567890":
        yield Choice(digit, "digit", digit)
    yield Choice(say("phone.erase"), "erase")


def _ways_back(screen: screens.VisitorPage, say: Say) -> Iterator[Choice]:
    if screen.idle_left_s is not None:
        yield Choice(say("idle.stay"), "stay")
        yield Choice(say("idle.more_time"), "more_time")
    yield Choice(say("nav.back"), "back")
    yield Choice(say("nav.home"), "home")


def _when_calling(screen: screens.Help, say: Say) -> Iterator[Choice]:
    if screen.stage == "ask":
        yield Choice(say("help.ring"), "ring")
    elif screen.stage == "unheard":
        yield Choice(say("help.again"), "ring")
    yield Choice(say("help.done"), "done")


def _help(screen: screens.Page, say: Say) -> Iterator[Choice]:
    """The last choice of each screen: where nothing else helps, a person does."""
    if not isinstance(screen, screens.Help | screens.ScreenSaver):
        yield Choice(say("help.button"), "help")


CHOICES: Final[Mapping[type, Choices]] = {
    screens.Home: _at_home,
    screens.Groups: _among_groups,
    screens.Search: _found,
    screens.Items: _among_items,
    screens.Papers: _with_papers,
    screens.Bundles: _among_bundles,
    screens.Bundle: _of_bundle,
    screens.Identify: _ways,
    screens.ConfirmDocument: _pressed("yes", "no", page="confirm_document"),
    screens.MyTicket: _numbers,
    screens.CheckIn: _code,
    screens.Phone: _digits,
    screens.TakeTicket: _pressed("done", page="take_ticket"),
    screens.PaperList: _pressed("done", page="paper_list"),
    screens.Cancelled: _pressed("done", page="cancelled"),
    screens.Sorry: _pressed("done", page="sorry"),
    screens.Help: _when_calling,
    screens.VisitorPage: _ways_back,
    screens.Page: _help,
}
