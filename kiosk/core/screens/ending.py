"""What comes of a visit: a number, or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.ids import TicketNumber
from kiosk.core.screens.page import Page


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
class PaperList(Page):
    """What to bring, for whoever lacks something, and when to come back. No ticket.

    Attributes:
        days: when, as "11-24 08:30-12:00 13:30-17:30", the next first.
        paper: what became of the list on paper, a key.
        picture: a code that holds the list, as a URI.
    """

    services: tuple[str, ...]
    papers: tuple[str, ...]
    days: tuple[str, ...]
    windows: str
    paper: str
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
