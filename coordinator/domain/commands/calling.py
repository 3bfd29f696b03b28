"""Windows call."""

from contract.ids import GroupId, TicketNumber
from coordinator.domain.commands.base import TicketCommand, WindowCommand


class CallNext(WindowCommand, frozen=True):
    group_id: GroupId | None = None


class CallTicket(WindowCommand, frozen=True):
    number: TicketNumber


class RecallNoShow(WindowCommand, frozen=True):
    number: TicketNumber


class Recall(TicketCommand, frozen=True):
    pass


class ResumeTicket(TicketCommand, frozen=True):
    pass
