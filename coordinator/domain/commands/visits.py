"""A clerk changes what a visit is for, or begins one without a ticket."""

import msgspec

from contract.ids import GroupId, ItemId, ServiceId
from coordinator.domain.commands.base import TicketCommand, WindowCommand


class ServiceWish(msgspec.Struct, frozen=True, kw_only=True):
    """A service that a citizen comes for."""

    group_id: GroupId
    item_id: ItemId | None = None


class AddService(TicketCommand, frozen=True):
    group_id: GroupId
    item_id: ItemId | None = None


class DropService(TicketCommand, frozen=True):
    service_id: ServiceId


class QuickService(WindowCommand, frozen=True):
    group_id: GroupId
    item_id: ItemId | None = None
