"""What a visit is made of: one service after the other under one number."""

from typing import Annotated

from contract.ids import ClerkId, GroupId, ItemId, ServiceId, WindowId
from contract.messages.base import GIVEN_ID, GivenMs, Message


class ServiceWish(Message, frozen=True):
    """A service that a citizen comes for."""

    group_id: Annotated[GroupId, GIVEN_ID]
    item_id: Annotated[ItemId, GIVEN_ID] | None = None


class VisitStep(Message, frozen=True):
    """A service still to come in a visit."""

    service_id: ServiceId
    group_id: GroupId
    item_id: ItemId | None = None
    window_id: WindowId | None = None
    """The only window, or desk, that may call it."""
    clerk_id: ClerkId | None = None
    """The only clerk who may."""
    not_before_ms: GivenMs | None = None
    """Nobody calls it before."""
