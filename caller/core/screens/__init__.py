"""What the panel shows, a module a theme. Each screen is one frozen value, ready to draw."""

from typing import TypeAlias

from caller.core.screens.asking import (
    Browse,
    Confirm,
    Entry,
    Fact,
    Option,
    Options,
    Row,
    Sentence,
    Sheet,
)
from caller.core.screens.clerks import (
    ClerkChoice,
    GroupChoice,
    HoldReason,
    PauseReason,
    Reason,
    SignIn,
    Transfer,
)
from caller.core.screens.frame import Frame, Line, Side, Upcoming
from caller.core.screens.panel import Button, HeldTicket, MainButton, Panel, TicketCard
from caller.core.screens.rating import Rating, RatingLevel, RatingReason, RatingReasons
from caller.core.screens.services import ServedGroup, Services

__all__ = [
    "Browse",
    "Button",
    "ClerkChoice",
    "Confirm",
    "Entry",
    "Fact",
    "Frame",
    "GroupChoice",
    "HeldTicket",
    "HoldReason",
    "Line",
    "MainButton",
    "Option",
    "Options",
    "Panel",
    "PauseReason",
    "Rating",
    "RatingLevel",
    "RatingReason",
    "RatingReasons",
    "Reason",
    "Row",
    "Screen",
    "Sentence",
    "ServedGroup",
    "Services",
    "Sheet",
    "Side",
    "SignIn",
    "TicketCard",
    "Transfer",
    "Upcoming",
]

Screen: TypeAlias = (
    Panel
    | SignIn
    | Transfer
    | HoldReason
    | PauseReason
    | Confirm
    | Options
    | Entry
    | Sentence
    | Browse
    | Sheet
    | Services
    | Rating
    | RatingReasons
)
