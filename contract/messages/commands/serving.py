"""What a clerk does with the ticket at the window."""

from typing import Annotated

import msgspec

from contract.ids import ClerkId, GroupId, NoteId, OutcomeId, WindowId
from contract.messages.base import GIVEN_ID, GivenMs, ShortText
from contract.messages.commands.base import TicketCommand


class StartService(TicketCommand, frozen=True, tag="start_service"):
    """The citizen has come to the window."""


class FinishService(TicketCommand, frozen=True, tag="finish_service"):
    """The service is done; the citizen may rate it now, and goes on to the next one of the visit.

    What the window can do of the rest of the visit it goes on with at once, without a call.
    """

    outcome_id: Annotated[OutcomeId, GIVEN_ID] | None = None
    """Wanted where the hall file says `desk.outcome_required`, if it has outcomes for the group."""
    note_ids: Annotated[tuple[Annotated[NoteId, GIVEN_ID], ...], msgspec.Meta(max_length=8)] = ()


class UndoFinish(TicketCommand, frozen=True, tag="undo_finish"):
    """Finish was pressed by mistake some seconds ago: the service goes on."""


class MarkNoShow(TicketCommand, frozen=True, tag="mark_no_show"):
    """The called citizen did not come."""


class TransferTicket(TicketCommand, frozen=True, tag="transfer_ticket"):
    """The citizen goes on, with number, class and time of issue kept.

    To a group; or to one window (a desk is one, too) or one clerk, who alone may call then; or to
    where they are, but later. At least one of these is given, and a window or a clerk, not both.
    """

    to_group_id: Annotated[GroupId, GIVEN_ID] | None = None
    """Left out: the present group if the target serves it, or else the first that it serves."""
    to_window_id: Annotated[WindowId, GIVEN_ID] | None = None
    to_clerk_id: Annotated[ClerkId, GIVEN_ID] | None = None
    not_before_ms: GivenMs | None = None
    """Nobody calls the citizen before; of the same business day."""
    returns: bool = False
    """Afterwards the citizen comes back to this window, for the service that is broken off now."""


class HoldTicket(TicketCommand, frozen=True, tag="hold_ticket"):
    """The citizen steps aside, to fill in a form perhaps; the window may call another."""

    reason: ShortText
    return_s: Annotated[int, msgspec.Meta(ge=1, le=8 * 3600)] | None = None
    """The citizen waits for this window again after so long, if nobody has taken the ticket up
    before; left out, after `desk.hold_return_s` of the hall file."""
