"""What the kiosk shows: each screen is one frozen value, and the view draws nothing else.

Texts of the hall file come in the visitor's language; what is the kiosk's own words is named by a
key into its texts ("refused.hall_closed"), so that a change of language is one redraw.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from contract.ids import GroupId, ItemId, TicketNumber


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every screen has: the hall's name, and its time as "14:05"."""

    hall: str
    clock: str


@dataclass(frozen=True, kw_only=True)
class VisitorPage(Page):
    """A screen on which the kiosk waits for somebody. `idle_left_s` asks "are you still there?"."""

    idle_left_s: int | None = None


@dataclass(frozen=True)
class Shortcut:
    """A service asked for often."""

    item_id: ItemId
    name: str


@dataclass(frozen=True, kw_only=True)
class Closable:
    """What may be closed. What cannot be chosen now has a `closed_reason`, a key; "" is open.

    Attributes:
        closed_note: the hall's own words, as the name of a holiday.
        back: when it opens again, as "13:30" or "11-24 08:30"; "" if nobody knows.
        closing_soon: open, but what can be served today is nearly all taken.
    """

    closed_reason: str
    closed_note: str = ""
    back: str = ""
    closing_soon: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupTile(Closable):
    """A group to choose. `waiting` is None until known."""

    group_id: GroupId
    name: str
    department: str
    waiting: int | None


@dataclass(frozen=True, kw_only=True)
class ItemTile(Closable):
    """A service to choose."""

    item_id: ItemId
    name: str
    group: str


@dataclass(frozen=True)
class Paging:
    """Which of the pages of a long list this is, from 1."""

    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Home(Page):
    date: str
    weekday: int
    """0 is Monday."""
    other_hall_name: str
    """The hall's name in the language that is not chosen."""
    shortcuts: tuple[Shortcut, ...]
    appointments: bool = False
    """Some come by appointment, and check in here."""
    alone: bool = False
    """The hall cannot be reached: numbers are given all the same, and nothing else is done."""
    no_paper: str = ""
    """Why no paper can come out, a fault's code, and `detail` for the technician; numbers are given
    all the same, on the screen."""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Groups(VisitorPage):
    """`chosen` names the services that the visitor wants already, one after the other."""

    groups: tuple[GroupTile, ...]
    paging: Paging
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Search(VisitorPage):
    """Search by pinyin initials or English words; only `live_letters` lead to any service."""

    letters: str
    live_letters: str
    results: tuple[ItemTile, ...]
    more: int
    """How many more fit the letters than are shown."""


@dataclass(frozen=True, kw_only=True)
class Items(VisitorPage):
    group: str
    items: tuple[ItemTile, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class Papers(VisitorPage, Closable):
    """What to bring, and what to expect, before the number is taken.

    `chosen` names the services before this one in the same visit; `can_add`: and one more may be.
    """

    service: str
    department: str
    papers: tuple[str, ...]
    ahead: int | None
    wait_minutes: str | None
    windows: str
    chosen: tuple[str, ...] = ()
    can_add: bool = False


@dataclass(frozen=True, kw_only=True)
class Identify(VisitorPage):
    """`hint` is a key: what to do with the card now. `documents`: passports and permits, too."""

    service: str
    card_reader: bool
    hint: str
    documents: bool = False


@dataclass(frozen=True, kw_only=True)
class ConfirmDocument(VisitorPage):
    """A document whose check digits do not fit: is this what stands on it? `born` may be ""."""

    masked_name: str
    document_tail: str
    born: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands with a ticket; `window` is a painted number, 0 if there is none yet."""

    stage: str
    ahead: int | None
    wait_minutes: str | None
    window: int


@dataclass(frozen=True, kw_only=True)
class MyTicket(VisitorPage):
    """A number in hand: printed again, or given up. `confirming` asks whether it really is.

    `letters` are those that numbers of this hall begin with; `hint` is a key.
    """

    number: str
    letters: tuple[str, ...]
    complete: bool
    confirming: bool
    hint: str
    standing: Standing | None = None
    scanner: bool = False


@dataclass(frozen=True, kw_only=True)
class CheckIn(VisitorPage):
    """The code of an appointment, or the card with which it was booked; `hint` is a key."""

    code: str
    keys: tuple[str, ...]
    complete: bool
    card_reader: bool
    hint: str
    scanner: bool = False


@dataclass(frozen=True, kw_only=True)
class Phone(VisitorPage):
    service: str
    digits: str
    complete: bool
    wrong: bool
    """All digits are there, and it is no mobile number."""


@dataclass(frozen=True, kw_only=True)
class Printing(Page):
    """`number` is None while the hall is still asked; with `no_paper`, the screen will show it."""

    number: TicketNumber | None
    no_paper: bool = False


@dataclass(frozen=True, kw_only=True)
class TakeTicket(Page):
    number: TicketNumber
    service: str
    ahead: int | None
    """None if nobody here knows."""
    wait_minutes: str | None
    windows: str
    alone: bool = False
    """Given without the hall."""
    more: tuple[str, ...] = ()
    """The services that follow, under the same number."""
    appointed: str = ""
    """When the booked slot begins, as "10:00"; "" for walk-ins."""
    note: str = ""
    """What became of an appointment that was not kept, a key."""


@dataclass(frozen=True, kw_only=True)
class ShowNumber(TakeTicket):
    """A valid number without its paper, or perhaps without: to be kept by a photo or by heart.

    Attributes:
        reason: why, a key.
        picture: the code that would be on the paper, as a URI.
    """

    reason: str
    picture: str


@dataclass(frozen=True, kw_only=True)
class Cancelled(Page):
    """The ticket was given up."""

    number: str


@dataclass(frozen=True, kw_only=True)
class Sorry(Page):
    """No ticket. `number` is one that the visitor has already.

    `facts` fill the words of the reason: "until" is a time, as "14:05".
    """

    reason: str
    number: TicketNumber | None
    facts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class OutOfOrder(Page):
    """No tickets here now; `cause` is the fault's code, for the technician."""

    cause: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class NoConnection(Page):
    detail: str


@dataclass(frozen=True, kw_only=True)
class Closed(Page):
    """Outside opening hours; `hours` are today's, as "08:30-12:00", none if it stays closed.

    `note` is why, if today is special; `back` as in `Closable`.
    """

    hours: tuple[str, ...]
    note: str
    back: str


@dataclass(frozen=True, kw_only=True)
class TakenOver(Page):
    """Another kiosk has this one's id."""

    kiosk_id: str


Screen: TypeAlias = (
    Home
    | Groups
    | Search
    | Items
    | Papers
    | Identify
    | ConfirmDocument
    | MyTicket
    | CheckIn
    | Phone
    | Printing
    | TakeTicket
    | ShowNumber
    | Cancelled
    | Sorry
    | OutOfOrder
    | NoConnection
    | Closed
    | TakenOver
)
