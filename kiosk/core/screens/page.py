"""What screens have in common."""

from dataclasses import dataclass

from kiosk.core.comfort import NORMAL, Comfort


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every screen has: the hall's name, its time as "14:05", and how it is drawn."""

    hall: str
    clock: str
    comfort: Comfort = NORMAL


@dataclass(frozen=True, kw_only=True)
class VisitorPage(Page):
    """A screen on which the kiosk waits for somebody. `idle_left_s` asks "are you still there?"."""

    idle_left_s: int | None = None


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


@dataclass(frozen=True)
class Paging:
    """Which of the pages of a long list this is, from 1."""

    page: int
    pages: int
