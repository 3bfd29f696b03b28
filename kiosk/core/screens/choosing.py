"""The way to a service: home, groups, items, search, papers."""

from dataclasses import dataclass

from contract.ids import GroupId, ItemId
from kiosk.core.screens.page import Closable, Page, Paging, VisitorPage


@dataclass(frozen=True)
class Shortcut:
    """A service asked for often."""

    item_id: ItemId
    name: str


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


@dataclass(frozen=True, kw_only=True)
class Home(Page):
    date: str
    weekday: int
    """0 is Monday."""
    other_hall_name: str
    """The hall's name in the language that is not chosen."""
    shortcuts: tuple[Shortcut, ...]
    bundles: bool = False
    """There are occasions to choose instead of services."""
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
