"""What a clerk does with the ticket at the window."""

from contract.ids import ClerkId, EpochMs, GroupId, NoteId, OutcomeId, WindowId
from coordinator.domain.commands.base import TicketCommand


class StartService(TicketCommand, frozen=True):
    pass


class FinishService(TicketCommand, frozen=True):
    outcome_id: OutcomeId | None = None
    note_ids: tuple[NoteId, ...] = ()


class UndoFinish(TicketCommand, frozen=True):
    pass


class MarkNoShow(TicketCommand, frozen=True):
    pass


class TransferTicket(TicketCommand, frozen=True):
    to_group_id: GroupId | None = None
    to_window_id: WindowId | None = None
    to_clerk_id: ClerkId | None = None
    not_before_ms: EpochMs | None = None
    returns: bool = False


class HoldTicket(TicketCommand, frozen=True):
    reason: str
    return_s: int | None = None
