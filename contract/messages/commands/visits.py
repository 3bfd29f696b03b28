"""A clerk changes what a visit is for, or begins one without a ticket."""

from typing import Annotated

from contract.ids import GroupId, ItemId, ServiceId
from contract.messages.base import GIVEN_ID
from contract.messages.commands.base import TicketCommand, WindowCommand


class AddService(TicketCommand, frozen=True, tag="add_service"):
    """The citizen, called or served here, needs another service: it comes last in the visit."""

    group_id: Annotated[GroupId, GIVEN_ID]
    item_id: Annotated[ItemId, GIVEN_ID] | None = None


class DropService(TicketCommand, frozen=True, tag="drop_service"):
    """The citizen, called or served here, does without a service that was still to come."""

    service_id: Annotated[ServiceId, GIVEN_ID]


class QuickService(WindowCommand, frozen=True, tag="quick_service"):
    """Serve whoever stands at the window without a ticket. The answer has the `ticket` it makes."""

    group_id: Annotated[GroupId, GIVEN_ID]
    item_id: Annotated[ItemId, GIVEN_ID] | None = None
