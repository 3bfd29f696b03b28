"""Saying who one is, or which ticket or appointment one has."""

from dataclasses import dataclass

from kiosk.core.screens.page import VisitorPage


@dataclass(frozen=True, kw_only=True)
class Identify(VisitorPage):
    """`hint` is a key: what to do with the card now. `documents`: passports and permits, too.

    `reader_side` is where the reader is, "left", "right" or "below"; "" if nobody has said.
    `sealed`: the whole card is kept, for clerks who may open it.
    """

    service: str
    card_reader: bool
    hint: str
    documents: bool = False
    reader_side: str = ""
    sealed: bool = False


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
