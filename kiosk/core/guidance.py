"""What is spoken of each screen, and what can be chosen there by keys: one pure table.

What only one person may know (a name, digits, a code) is told by how much of it there is, unless
`private`: headphones are there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

from kiosk.core import screens
from kiosk.core.screens import Screen

LANGUAGES: Final = (("zh", "中文"), ("en", "English"))
"""Those that are spoken, each in its own."""
SIDES: Final = ("left", "right", "below")


class Say(Protocol):
    """Returns a text of the screens in the visitor's language."""

    def __call__(self, key: str, /, **facts: object) -> str: ...


@dataclass(frozen=True)
class Choice:
    """What Enter does while these words have the focus."""

    words: str
    action: str
    argument: str = ""


@dataclass(frozen=True)
class Guidance:
    """A screen for the ear. `note` is what may change on it and must be heard then."""

    title: str
    facts: str
    note: str
    choices: tuple[Choice, ...]

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.title, self.facts, self.note) if part)


_Part: TypeAlias = Callable[[Any, Say], Iterator[str]]
_Choices: TypeAlias = Callable[[Any, Say], Iterator[Choice]]


def guidance(screen: Screen, say: Say, *, private: bool) -> Guidance:
    """Return what is said of a screen; of the technician's pages nothing is."""
    for kind in type(screen).__mro__:
        if kind in _TITLES:
            title = " ".join(_sentences(_TITLES[kind](screen, say)))
            break
    else:
        return Guidance("", "", "", ())
    facts = [f for k in type(screen).__mro__ if k in _FACTS for f in _FACTS[k](screen, say)]
    choices = [c for k in type(screen).__mro__ if k in _CHOICES for c in _CHOICES[k](screen, say)]
    asked = isinstance(screen, screens.VisitorPage) and screen.idle_left_s is not None
    notes = [*([say("idle.title")] if asked else []), *_note(screen, say, private=private)]
    note = " ".join(_sentences(notes))
    return Guidance(title, " ".join(_sentences(facts)), note, tuple(choices))


def _sentences(parts: Any) -> Iterator[str]:
    """Each part is a sentence to the ear, also where the eye needs no full stop."""
    for part in parts:
        text = str(part).replace("\n", " ").strip()
        if text:
            yield text if text[-1] in ".!?。！？；;…" else f"{text}."


def _keyed(*keys: str) -> _Part:
    return lambda _screen, say: (say(key) for key in keys)


def _closed(closable: screens.Closable, say: Say) -> str:
    why = closable.closed_note or say(closable.closed_reason)
    return f"{why} {say('closed.back', time=closable.back)}" if closable.back else why


# Facts: what stands on the screen


def _home(screen: screens.Home, say: Say) -> Iterator[str]:
    yield say("guide.how")
    if screen.alone:
        yield say("home.alone")
    if screen.no_paper:
        yield say("home.no_paper")


def _chosen(screen: screens.Groups, say: Say) -> Iterator[str]:
    if screen.chosen:
        yield say("groups.chosen", services=say("list.and").join(screen.chosen))


def _expected(screen: screens.Papers | screens.TakeTicket, say: Say) -> Iterator[str]:
    if screen.ahead is not None:
        yield f"{say('papers.ahead.label')} {say('papers.ahead', count=screen.ahead)}"
    if screen.wait_minutes:
        wait = say("papers.wait", minutes=screen.wait_minutes)
        yield f"{say('papers.wait.label')} {wait}"
    if screen.windows:
        yield f"{say('papers.windows.label')} {say('papers.windows', windows=screen.windows)}"


def _papers(screen: screens.Papers, say: Say) -> Iterator[str]:
    yield screen.service
    if screen.closed_reason:
        yield _closed(screen, say)
    yield say("papers.list") if screen.papers else say("papers.none")
    yield from screen.papers
    yield from _expected(screen, say)


def _identify(screen: screens.Identify, say: Say) -> Iterator[str]:
    yield screen.service
    if screen.reader_side in SIDES:
        yield say(f"identify.where.{screen.reader_side}")
    yield say("identify.privacy")


def _ticket(screen: screens.TakeTicket, say: Say) -> Iterator[str]:
    yield screen.number
    yield screen.service
    if screen.more:
        yield say("take_ticket.more", services=say("list.and").join(screen.more))
    if screen.appointed:
        yield say("take_ticket.appointed", time=screen.appointed)
    if screen.note:
        yield say(screen.note)
    if screen.alone:
        yield say("take_ticket.alone")
    yield from _expected(screen, say)


def _sorry(screen: screens.Sorry, say: Say) -> Iterator[str]:
    yield say(screen.reason, **screen.facts)
    if screen.number:
        yield f"{say('sorry.number')} {screen.number}"


def _hours(screen: screens.Closed, say: Say) -> Iterator[str]:
    yield screen.note
    yield (
        f"{say('closed.today')} {' '.join(screen.hours)}" if screen.hours else say("closed.all_day")
    )
    if screen.back:
        yield say("closed.opens", time=screen.back)


# Notes: what may change while somebody listens


def _note(screen: Screen, say: Say, *, private: bool) -> Iterator[str]:
    match screen:
        case screens.Identify(hint=hint) if hint:
            yield say(f"identify.hint.{hint}")
        case screens.Phone(digits=digits, wrong=wrong):
            yield _typed(digits, say, private=private)
            if wrong:
                yield say("phone.wrong")
        case screens.CheckIn(code=code, hint=hint):
            yield _typed(code, say, private=private)
            if hint:
                yield say(f"check_in.hint.{hint}")
        case screens.MyTicket():
            yield from _in_hand(screen, say)
        case screens.ConfirmDocument() if private:
            yield f"{say('confirm_document.name')} {screen.masked_name}"
            yield f"{say('confirm_document.tail')} {' '.join(screen.document_tail)}"
        case screens.Printing(number=number) if number:
            yield f"{say('printing.number')} {number}"
        case screens.Search(letters=letters) if letters:
            yield " ".join(letters)


def _typed(text: str, say: Say, *, private: bool) -> str:
    if not text:
        return ""
    return " ".join(text) if private else say("guide.typed", count=len(text))


def _in_hand(screen: screens.MyTicket, say: Say) -> Iterator[str]:
    yield screen.number
    standing = screen.standing
    if screen.confirming:
        yield say("my_ticket.sure", number=screen.number)
    elif standing is not None and standing.stage == "waiting" and standing.ahead is not None:
        key = "my_ticket.next" if standing.ahead == 0 else "my_ticket.ahead"
        yield say(key, count=standing.ahead)
    elif standing is not None:
        yield say(f"my_ticket.stage.{standing.stage}", window=standing.window)
    elif screen.hint:
        yield say(f"my_ticket.hint.{screen.hint}")


# Choices


def _pressed(*names: str, page: str) -> _Choices:
    """Buttons that are named as what they do: "papers.confirm" taps "confirm"."""
    return lambda _screen, say: (Choice(say(f"{page}.{name}"), name) for name in names)


def _at_home(screen: screens.Home, say: Say) -> Iterator[Choice]:
    yield Choice(say("home.begin"), "begin")
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
            words = f"{tile.name}: {_closed(tile, say)}"
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
        words = f"{tile.name}: {_closed(tile, say)}" if tile.closed_reason else tile.name
        yield Choice(words, "item", tile.item_id)


def _pages(screen: screens.Groups | screens.Items, say: Say) -> Iterator[Choice]:
    if screen.paging.page < screen.paging.pages:
        yield Choice(say("nav.next_page"), "next_page")
    if screen.paging.page > 1:
        yield Choice(say("nav.previous_page"), "previous_page")


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


_TITLES: Final[Mapping[type, _Part]] = {
    screens.Home: lambda screen, _say: iter((screen.hall,)),
    screens.Groups: _keyed("groups.title"),
    screens.Search: _keyed("search.title"),
    screens.Items: _keyed("items.title"),
    screens.Papers: _keyed("papers.title"),
    screens.Identify: _keyed("identify.title"),
    screens.ConfirmDocument: _keyed("confirm_document.title"),
    screens.MyTicket: _keyed("my_ticket.title"),
    screens.CheckIn: _keyed("check_in.title"),
    screens.Phone: _keyed("phone.title"),
    screens.Printing: _keyed("printing.title"),
    screens.ShowNumber: _keyed("show_number.title"),
    screens.TakeTicket: _keyed("take_ticket.title"),
    screens.Cancelled: lambda screen, say: iter((say("cancelled.title", number=screen.number),)),
    screens.Sorry: _keyed("sorry.title"),
    screens.OutOfOrder: _keyed("out_of_order.title"),
    screens.NoConnection: _keyed("no_connection.title"),
    screens.Closed: _keyed("closed.title"),
    screens.ScreenSaver: lambda screen, _say: iter((screen.notice, screen.notice_en)),
    screens.TakenOver: _keyed("taken_over.title"),
}
_FACTS: Final[Mapping[type, _Part]] = {
    screens.Home: _home,
    screens.Groups: _chosen,
    screens.Items: lambda screen, _say: iter((screen.group,)),
    screens.Papers: _papers,
    screens.Identify: _identify,
    screens.ConfirmDocument: _keyed("confirm_document.why"),
    screens.MyTicket: _keyed("my_ticket.hint"),
    screens.CheckIn: _keyed("check_in.hint"),
    screens.Phone: _keyed("phone.hint"),
    screens.ShowNumber: lambda screen, say: iter((say(screen.reason),)),
    screens.TakeTicket: _ticket,
    screens.Cancelled: _keyed("cancelled.reason"),
    screens.Sorry: _sorry,
    screens.OutOfOrder: _keyed("out_of_order.advice"),
    screens.NoConnection: _keyed("no_connection.reason", "no_connection.advice"),
    screens.Closed: _hours,
}
_CHOICES: Final[Mapping[type, _Choices]] = {
    screens.Home: _at_home,
    screens.Groups: _among_groups,
    screens.Search: _found,
    screens.Items: _among_items,
    screens.Papers: _with_papers,
    screens.Identify: _ways,
    screens.ConfirmDocument: _pressed("yes", "no", page="confirm_document"),
    screens.MyTicket: _numbers,
    screens.CheckIn: _code,
    screens.Phone: _digits,
    screens.TakeTicket: _pressed("done", page="take_ticket"),
    screens.Cancelled: _pressed("done", page="cancelled"),
    screens.Sorry: _pressed("done", page="sorry"),
    screens.VisitorPage: _ways_back,
}
