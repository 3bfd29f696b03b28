"""Which page is open, and what the clerk has typed or marked on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from caller.core.actions import Action
from contract.hall import Clerk
from contract.ids import GroupId, ServiceId, TicketId
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
    pass


@dataclass(frozen=True)
class SignOutPage:
    pass


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

Page: TypeAlias = (
    PanelPage
    | SignInPage
    | TransferPage
    | HoldPage
    | PausePage
    | SignOutPage
    | RatingPage
    | RatingReasonPage
)

NEEDS: Final[Mapping[type, Action]] = {
    SignInPage: Action.SIGN_IN,
    TransferPage: Action.TRANSFER,
    HoldPage: Action.HOLD,
    PausePage: Action.PAUSE,
    SignOutPage: Action.SIGN_OUT,
}


def about_another_ticket(page: Page, panel: PanelState) -> bool:
    """Return whether `page` asks about a ticket that is not at the window any more."""
    if not isinstance(page, TransferPage | HoldPage):
        return False
    return panel.ticket is None or panel.ticket.ticket_id != page.ticket_id


def matching(clerks: tuple[Clerk, ...], search: str) -> list[Clerk]:
    """Return the clerks whose id or name holds what was typed."""
    wanted = search.strip().casefold()
    return [
        clerk
        for clerk in clerks
        if any(wanted in part.casefold() for part in (clerk.id, clerk.name.zh, clerk.name.en))
    ]
