"""Windows call."""

from typing import Annotated

from contract.ids import GroupId, TicketNumber
from contract.messages.base import GIVEN_ID
from contract.messages.commands.base import TicketCommand, WindowCommand


class CallNext(WindowCommand, frozen=True, tag="call_next"):
    """Call whoever is next for this window. The answer is `Done` with the `ticket`."""

    group_id: Annotated[GroupId, GIVEN_ID] | None = None
    """Call whoever is next of this group; it must be one that the window serves."""


class CallTicket(WindowCommand, frozen=True, tag="call_ticket"):
    """Call this waiting number out of turn. A supervisor may, or all if the hall file says so."""

    number: Annotated[TicketNumber, GIVEN_ID]


class RecallNoShow(WindowCommand, frozen=True, tag="recall_no_show"):
    """The citizen of this number, marked as no-show, is back: call it, if it is not too late."""

    number: Annotated[TicketNumber, GIVEN_ID]


class Recall(TicketCommand, frozen=True, tag="recall"):
    """Call the called ticket again."""


class ResumeTicket(TicketCommand, frozen=True, tag="resume_ticket"):
    """A held citizen is back: the window takes the ticket up again, called anew."""
