"""One visitor's way through the kiosk. All that is known of the visitor is in a `Visit`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Final, Self, TypeVar

from contract.ids import NOBODY, CommandId, GroupId, ItemId, PersonHash, TicketId, TicketToken
from contract.messages.answers import AppointmentSlip, TicketSlip
from contract.messages.state import TicketState
from contract.messages.visits import ServiceWish
from kiosk.core.comfort import NORMAL, Comfort
from kiosk.core.persons import Shown

PHONE_DIGITS: Final = 11
CODE_MIN: Final = 6
CODE_MAX: Final = 16
CODE_KEYS: Final = tuple("0123456789ABCDEFGHJKMNPQRSTUVWXYZ")
"""Of the code of an appointment: O is read as 0, I and L as 1, so they need no keys."""
REFUSALS: Final = frozenset(
    {
        "already_checked_in", "already_queueing", "appointment_other_day", "banned", "card_wanted",
        "closed_hours", "group_full", "group_not_offered", "group_suspended", "line_too_long",
        "not_authorized", "series_exhausted", "too_early", "too_late", "unknown_appointment",
        "unknown_number", "wrong_state",
    }
)  # fmt: skip
"""Refusals with words of their own on the screen; every other is "refused.other"."""
T = TypeVar("T")


class Step(Enum):
    """Where the visitor is."""

    HOME = auto()
    GROUPS = auto()
    SEARCH = auto()
    ITEMS = auto()
    PAPERS = auto()
    BUNDLES = auto()
    BUNDLE = auto()
    IDENTIFY = auto()
    CONFIRM_DOCUMENT = auto()
    MY_TICKET = auto()
    CHECK_IN = auto()
    PHONE = auto()
    ASKING = auto()
    PRINTING = auto()
    TAKE_TICKET = auto()
    PAPER_LIST = auto()
    SHOW_NUMBER = auto()
    CANCELLED = auto()
    SORRY = auto()


class Asks(Enum):
    """What a visitor wants of the hall."""

    TICKET = auto()
    APPOINTMENT = auto()
    COPY = auto()
    CANCEL = auto()


CHOOSING: Final = frozenset(
    {
        Step.HOME, Step.GROUPS, Step.SEARCH, Step.ITEMS, Step.PAPERS, Step.BUNDLES, Step.BUNDLE,
        Step.IDENTIFY, Step.CONFIRM_DOCUMENT, Step.MY_TICKET, Step.CHECK_IN, Step.PHONE,
    }
)  # fmt: skip
"""The steps before the hall is asked for anything: what stops the kiosk may come between."""


@dataclass(frozen=True)
class Visit:
    """What the visitor has chosen so far. A new visitor is a new `Visit`: nothing carries over.

    Attributes:
        chosen: services of the same visit that come before the one being chosen.
        bundle_id: the occasion that the visitor comes for, whose services they are to be.
        left_out: services of it that the visitor does not want.
        home_language: the kiosk's own, for the next visitor.
        unhurried: whoever asked for more time has it to the end of the visit.
        digits: the telephone number as far as typed; never leaves the kiosk as a whole.
        phone_tail: its last four digits, all that is kept once it is confirmed.
        hint: what to do with the ID card now, a key.
        asks: what the hall is asked for, or about to be.
        number_typed: the number of a ticket in hand.
        code_typed: the code of an appointment.
        appointment: what was checked in for.
        person_hash: of the document on the reader, for a ticket that was taken with it.
        token: of the ticket whose QR code was scanned: it proves whose it is.
        sought, finding: the ticket of which the hall was asked how it stands, by which command.
        standing: what it said.
        shown, born: of a document that was read with a doubt, until the visitor has confirmed it.
        command_id: the request to the hall, so that its answer is known again.
        alone: the ticket was given without the hall.
        listed: the services whose papers the visitor wants as a list, `list_id` names it;
            `list_paper` is what became of it, "" before it is known.
        sorry: why there is no ticket, or no paper, a key; `sorry_facts` fill its words.
    """

    home_language: str
    language: str
    step: Step = Step.HOME
    comfort: Comfort = NORMAL
    unhurried: bool = False
    group_id: GroupId | None = None
    item_id: ItemId | None = None
    chosen: tuple[ServiceWish, ...] = ()
    bundle_id: str = ""
    left_out: frozenset[ItemId] = frozenset()
    page: int = 0
    letters: str = ""
    digits: str = field(default="", repr=False)
    phone_tail: str = field(default="", repr=False)
    hint: str = ""
    asks: Asks = Asks.TICKET
    number_typed: str = ""
    code_typed: str = field(default="", repr=False)
    token: TicketToken | None = field(default=None, repr=False)
    sought: str = field(default="", repr=False)
    finding: CommandId | None = None
    standing: TicketState | None = None
    shown: Shown | None = field(default=None, repr=False)
    born: str = field(default="", repr=False)
    appointment: AppointmentSlip | None = field(default=None, repr=False)
    person_hash: PersonHash = field(default=NOBODY, repr=False)
    command_id: CommandId | None = None
    slip: TicketSlip | None = None
    alone: bool = False
    listed: tuple[ServiceWish, ...] = ()
    list_id: TicketId | None = None
    list_paper: str = ""
    sorry: str = ""
    sorry_facts: Mapping[str, str] = field(default_factory=dict)
    previous: "Visit | None" = field(default=None, repr=False)

    def go(self, step: Step, **chosen: Any) -> Self:
        """Return the visit one step on; `previous` leads back."""
        return replace(self, step=step, page=0, hint="", previous=self, **chosen)

    def conclude(self, step: Step, **facts: Any) -> Self:
        """Return the visit after a step nobody goes back from; what was typed is forgotten."""
        return replace(self, step=step, digits="", letters="", hint="", previous=None, **facts)

    def refused(self, code: str, facts: Mapping[str, str]) -> Self:
        """Return the visit after the hall said no."""
        reason = f"refused.{code if code in REFUSALS else 'other'}"
        return self.conclude(Step.SORRY, sorry=reason, sorry_facts=facts)

    @property
    def services(self) -> tuple[ServiceWish, ...]:
        """All that the visitor has chosen, in the order in which it will be done, none twice."""
        if self.group_id is None:
            return self.chosen
        last = ServiceWish(group_id=self.group_id, item_id=self.item_id)
        return self.chosen if last in self.chosen else (*self.chosen, last)

    def choose_another(self) -> Self:
        """Return the visit on the way to one more service."""
        return self.go(Step.GROUPS, chosen=self.services, group_id=None, item_id=None)

    def choose_all(self, services: Sequence[ServiceWish]) -> Self:
        """Return the visit with all these services, of which there is at least one."""
        return replace(self, chosen=tuple(services)).enough()

    def enough(self) -> Self:
        """Return the visit with the services chosen so far and no more."""
        *before, last = self.chosen
        return self.go(
            Step.IDENTIFY, chosen=tuple(before), group_id=last.group_id, item_id=last.item_id
        )

    def back(self) -> "Visit":
        """Return the visit one step earlier, in the language and the comfort chosen since."""
        return replace(
            self.previous or self.leave(),
            language=self.language,
            comfort=self.comfort,
            unhurried=self.unhurried,
        )

    def forget(self) -> Self:
        """Return the visit after the hall was asked: what proves who it is has been said."""
        return replace(self, phone_tail="", person_hash=NOBODY, token=None, shown=None)

    def leave(self) -> "Visit":
        """Return the next visitor's visit: nothing of this one is in it."""
        return Visit(self.home_language, self.home_language)

    def start_over(self) -> "Visit":
        """Return a new visit of the same person, who goes on seeing and reaching as before."""
        return replace(self.leave(), comfort=self.comfort, unhurried=self.unhurried)

    @property
    def takes_time(self) -> bool:
        """Nobody is to be hurried who has shown to need longer."""
        return self.unhurried or self.comfort.any

    @property
    def phone_complete(self) -> bool:
        """All digits are typed and make a mobile number."""
        return len(self.digits) == PHONE_DIGITS and self.digits.startswith("1")

    @property
    def phone_wrong(self) -> bool:
        return len(self.digits) == PHONE_DIGITS and not self.phone_complete


def known(chosen: T | None) -> T:
    """Return what an earlier step has chosen; that it has is our own promise."""
    if chosen is None:
        raise AssertionError("a step was reached without the one before it")
    return chosen


def sorry_alone(visit: Visit) -> str:
    """Say what could not be done; of a cancel that was sent nobody knows what became of it."""
    match visit.asks, visit.step:
        case Asks.TICKET, _:
            return "alone.no_number"
        case Asks.CANCEL, Step.ASKING:
            return "alone.cancel_unknown"
        case _:
            return "alone.not_now"
