"""Which page is open, and what the clerk has typed or marked on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from caller.core.actions import Action
from caller.core.notices import Notice
from contract.hall import Clerk
from contract.ids import ClerkId, GroupId, ServiceId, TicketId
from contract.messages.state import PanelState

HOTKEYS: Final = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the entries of a list, in their order; what comes after is chosen by arrow or mouse."""


@dataclass(frozen=True)
class PanelPage:
    """The window at work: nothing is asked of the clerk."""

    why_of: TicketId | None = None
    """The ticket of which the clerk wants to know why it was called."""


@dataclass(frozen=True)
class SignInPage:
    search: str = ""
    marked: int = 0


@dataclass(frozen=True)
class TransferPage:
    ticket_id: TicketId
    marked: GroupId | None = None


@dataclass(frozen=True)
class HoldPage:
    ticket_id: TicketId


@dataclass(frozen=True)
class PausePage:
    ticket_id: TicketId | None
    """The open ticket that will be held."""


@dataclass(frozen=True)
class SignOutPage:
    ticket_id: TicketId | None


@dataclass(frozen=True)
class RatingPage:
    """The citizen is asked how the service was."""

    service_id: ServiceId


@dataclass(frozen=True)
class RatingReasonPage:
    """The citizen, who was not satisfied, is asked why."""

    service_id: ServiceId
    level: int


CITIZENS_PAGES: Final = (RatingPage, RatingReasonPage)


@dataclass(frozen=True)
class MenuPage:
    """All that has no button on the panel, with its keys."""


@dataclass(frozen=True)
class CallGroupPage:
    """Of which line is the next to be called?"""


class Purpose(Enum):
    """What a typed number is for."""

    CALL = "call_number"
    NO_SHOW_BACK = "no_show_back"


@dataclass(frozen=True)
class NumberPage:
    purpose: Purpose
    typed: str = ""


@dataclass(frozen=True)
class PinPage:
    """`typed` is forgotten with the page; `repr` does not show it."""

    clerk_id: ClerkId
    typed: str = field(default="", repr=False)


@dataclass(frozen=True)
class TakeOverPage:
    """The window has another clerk, or the clerk another window: go on?"""

    clerk_id: ClerkId
    pin: str | None = field(repr=False)
    why: Notice


Page: TypeAlias = (
    PanelPage
    | SignInPage
    | TransferPage
    | HoldPage
    | PausePage
    | SignOutPage
    | RatingPage
    | RatingReasonPage
    | MenuPage
    | CallGroupPage
    | NumberPage
    | PinPage
    | TakeOverPage
)

NEEDS: Final[Mapping[type, Action]] = {
    SignInPage: Action.SIGN_IN,
    TransferPage: Action.TRANSFER,
    HoldPage: Action.HOLD,
    PausePage: Action.PAUSE,
    SignOutPage: Action.SIGN_OUT,
    CallGroupPage: Action.CALL_GROUP,
    PinPage: Action.SIGN_IN,
    TakeOverPage: Action.SIGN_IN,
}

NEEDED_FOR: Final[Mapping[Purpose, Action]] = {
    Purpose.CALL: Action.CALL_NUMBER,
    Purpose.NO_SHOW_BACK: Action.NO_SHOW_BACK,
}


def need_of(page: Page) -> Action | None:
    """Return what the window must allow for `page` to make sense."""
    return NEEDED_FOR[page.purpose] if isinstance(page, NumberPage) else NEEDS.get(type(page))


def about_another_ticket(page: Page, panel: PanelState) -> bool:
    """Return whether `page` asks about a ticket that is not at the window any more."""
    if not isinstance(page, TransferPage | HoldPage | PausePage | SignOutPage):
        return False
    return page.ticket_id != (panel.ticket.ticket_id if panel.ticket else None)


def matching(clerks: tuple[Clerk, ...], search: str) -> list[Clerk]:
    """Return the clerks whose id or name holds what was typed."""
    wanted = search.strip().casefold()
    return [
        clerk
        for clerk in clerks
        if any(wanted in part.casefold() for part in (clerk.id, clerk.name.zh, clerk.name.en))
    ]
