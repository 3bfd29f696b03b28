"""Tickets are taken, printed and given up."""

from typing import Annotated, Literal, TypeAlias

import msgspec

from contract.ids import NOBODY, GroupId, ItemId, PriorityId, TicketId, TicketNumber
from contract.messages.base import GIVEN_ID, Count, GivenMs, ShortText
from contract.messages.commands.base import Command, GivenHash, GivenToken, WindowCommand
from contract.messages.commands.visitors import GivenCard
from contract.messages.visits import ServiceWish

PaperOutcome: TypeAlias = Literal["printed", "not_printed", "uncertain", "on_screen"]
"""`on_screen`: the kiosk had no paper, and showed the number for somebody to keep."""


class TicketWish(Command, frozen=True):
    """What somebody at a kiosk wants a ticket for.

    `person_hash` is empty if no document was read, or the kiosk has no key to hash it with.
    """

    group_id: Annotated[GroupId, GIVEN_ID]
    item_id: Annotated[ItemId, GIVEN_ID] | None = None
    priority_id: Annotated[PriorityId, GIVEN_ID] | None = None
    visitor: GivenCard | None = None
    language: ShortText = "zh"
    person_hash: GivenHash = NOBODY
    more: Annotated[tuple[ServiceWish, ...], msgspec.Meta(max_length=8)] = ()
    """Other services wanted in the same visit, under the same number, one after the other."""


class IssueTicket(TicketWish, frozen=True, tag="issue_ticket"):
    """A kiosk asks for a ticket. The answer is `Done` with the `ticket`."""


class HandInTicket(TicketWish, frozen=True, kw_only=True, tag="hand_in_ticket"):
    """A kiosk tells of a ticket that it gave alone, out of the block that the hall file gives it.

    The paper is in somebody's hand, so it is never refused for what speaks against giving one. The
    answer is `Done` with the `ticket`, which waits since its true time of issue; or, if nobody can
    be called by this paper, with `explained`, which is why.
    """

    number: Annotated[TicketNumber, GIVEN_ID]
    day: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    """The business day, as the kiosk has it."""
    issued_at_ms: GivenMs
    """In the hall's time, as well as the kiosk knows it."""
    clock_bound_ms: Count
    """That time is wrong by no more than this."""
    outcome: PaperOutcome
    """What became of the paper. Not printed, its number is used up all the same."""
    cause: ShortText = ""


class ReportPaper(Command, frozen=True, tag="report_paper"):
    """The kiosk says what became of the paper of a ticket."""

    ticket_id: Annotated[TicketId, GIVEN_ID]
    outcome: PaperOutcome
    cause: ShortText = ""


class CancelTicket(Command, frozen=True, tag="cancel_ticket"):
    """A waiting ticket is given up: the citizen left, or no paper came out."""

    ticket_id: Annotated[TicketId, GIVEN_ID]
    reason: ShortText = ""


class NumberCommand(Command, frozen=True):
    """About a ticket that waits or is held, by the number that somebody has in hand.

    At a kiosk, a ticket taken with a document wants the same `person_hash` again, or the `token`
    that stands on the paper.
    """

    number: Annotated[TicketNumber, GIVEN_ID]
    person_hash: GivenHash = NOBODY
    token: GivenToken | None = None


class CancelNumber(NumberCommand, frozen=True, tag="cancel_number"):
    """The citizen gives the ticket up, at a kiosk or with a clerk."""

    reason: ShortText = ""


class ReprintTicket(NumberCommand, frozen=True, tag="reprint_ticket"):
    """A kiosk will print the ticket again. The answer is `Done` with the `ticket` as it is now."""


class FindTicket(Command, frozen=True, tag="find_ticket"):
    """Somebody at a kiosk asks how it stands with a ticket: by its number, or by its token.

    The answer is `Done` with the `standing`. Nothing changes, and nothing is in the journal.
    """

    number: Annotated[TicketNumber, GIVEN_ID] | None = None
    token: GivenToken | None = None


class GivePriority(WindowCommand, frozen=True, tag="give_priority"):
    """A clerk puts a waiting ticket into a class, or into none; `reason` is for the record."""

    number: Annotated[TicketNumber, GIVEN_ID]
    priority_id: Annotated[PriorityId, GIVEN_ID] | None
    reason: ShortText
