"""What a clerk does with the ticket at the window."""

from typing import Annotated

from contract.ids import GroupId
from contract.messages.base import GIVEN_ID, ShortText
from contract.messages.commands.base import TicketCommand


class StartService(TicketCommand, frozen=True, tag="start_service"):
    """The citizen has come to the window."""


class FinishService(TicketCommand, frozen=True, tag="finish_service"):
    """The service is done; the citizen may rate it now."""


class UndoFinish(TicketCommand, frozen=True, tag="undo_finish"):
    """Finish was pressed by mistake some seconds ago: the service goes on."""


class MarkNoShow(TicketCommand, frozen=True, tag="mark_no_show"):
    """The called citizen did not come."""


class TransferTicket(TicketCommand, frozen=True, tag="transfer_ticket"):
    """The citizen goes on to another group, with the number and the time of issue kept."""

    to_group_id: Annotated[GroupId, GIVEN_ID]


class HoldTicket(TicketCommand, frozen=True, tag="hold_ticket"):
    """The citizen steps aside, to fill in a form perhaps; the window may call another."""

    reason: ShortText
