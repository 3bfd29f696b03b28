"""What a clerk does with the ticket at the window."""

from contract.ids import GroupId
from coordinator.domain.commands.base import TicketCommand


class StartService(TicketCommand, frozen=True):
    pass


class FinishService(TicketCommand, frozen=True):
    pass


class UndoFinish(TicketCommand, frozen=True):
    pass


class MarkNoShow(TicketCommand, frozen=True):
    pass


class TransferTicket(TicketCommand, frozen=True):
    to_group_id: GroupId


class HoldTicket(TicketCommand, frozen=True):
    reason: str
