"""Tickets are taken, printed and given up."""

from contract.ids import (
    NOBODY,
    EpochMs,
    GroupId,
    ItemId,
    PersonHash,
    PriorityId,
    TicketId,
    TicketNumber,
    TicketToken,
)
from coordinator.domain.commands.base import Command, WindowCommand
from coordinator.domain.commands.visits import ServiceWish


class TicketWish(Command, frozen=True):
    group_id: GroupId
    item_id: ItemId | None = None
    priority_id: PriorityId | None = None
    language: str = "zh"
    person_hash: PersonHash = NOBODY
    more: tuple[ServiceWish, ...] = ()


class IssueTicket(TicketWish, frozen=True):
    pass


class HandInTicket(TicketWish, frozen=True, kw_only=True):
    number: TicketNumber
    day: str
    issued_at_ms: EpochMs
    clock_bound_ms: int
    outcome: str
    cause: str = ""


class ReportPaper(Command, frozen=True):
    ticket_id: TicketId
    outcome: str
    cause: str = ""


class CancelTicket(Command, frozen=True):
    ticket_id: TicketId
    reason: str = ""


class NumberCommand(Command, frozen=True):
    """About a ticket that somebody holds in hand; `person_hash` or `token` prove whose it is."""

    number: TicketNumber
    person_hash: PersonHash = NOBODY
    token: TicketToken | None = None


class CancelNumber(NumberCommand, frozen=True):
    reason: str = ""


class ReprintTicket(NumberCommand, frozen=True):
    pass


class FindTicket(Command, frozen=True):
    number: TicketNumber | None = None
    token: TicketToken | None = None


class GivePriority(WindowCommand, frozen=True):
    number: TicketNumber
    priority_id: PriorityId | None
    reason: str
