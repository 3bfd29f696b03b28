"""What events have in common."""

import msgspec

from contract.ids import ClerkId, EpochMs, GroupId, ServiceId, TicketId, TicketNumber, WindowId


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    at_ms: EpochMs


class TicketEvent(Event, frozen=True):
    ticket_id: TicketId
    number: TicketNumber


class ServiceEvent(TicketEvent, frozen=True):
    service_id: ServiceId
    group_id: GroupId


class AtWindow(ServiceEvent, frozen=True):
    """A step of a ticket at a window; who did it is part of the record."""

    window_id: WindowId
    clerk_id: ClerkId | None


class WindowEvent(Event, frozen=True):
    window_id: WindowId
    clerk_id: ClerkId | None
