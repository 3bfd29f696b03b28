"""What stops the kiosk."""

from dataclasses import dataclass

from kiosk.core.screens.page import Page


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
class ScreenSaver(Page):
    """Nobody is there. `place` is where the words are now, from 0 to 6.

    `inviting`: under it is the first page, so whoever touches it can take a ticket.
    """

    notice: str
    notice_en: str
    place: int
    inviting: bool


@dataclass(frozen=True, kw_only=True)
class TakenOver(Page):
    """Another kiosk has this one's id."""

    kiosk_id: str
