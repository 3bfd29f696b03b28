"""What happened in the hall, as told to those who only listen: supervision, statistics, bridges."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from contract.ids import (
    AlarmId,
    AlarmKind,
    AppointmentId,
    ClerkId,
    DeviceId,
    GroupId,
    ItemId,
    NoteId,
    OutcomeId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
)
from contract.messages.base import Count, GivenMs, Message
from contract.messages.visits import VisitStep

EventKind: TypeAlias = Literal[
    "day_began",
    "ticket_issued",
    "paper_reported",
    "paper_overdue",
    "paper_explained",
    "ticket_called",
    "ticket_recalled",
    "service_started",
    "service_finished",
    "no_show",
    "ticket_transferred",
    "ticket_held",
    "ticket_resumed",
    "ticket_cancelled",
    "ticket_reprinted",
    "priority_given",
    "group_closed",
    "group_opened",
    "service_rated",
    "rating_lapsed",
    "case_opened",
    "case_answered",
    "case_corrected",
    "alarm_raised",
    "alarm_acknowledged",
    "alarm_cleared",
    "clerk_signed_in",
    "clerk_signed_out",
    "window_opened",
    "window_paused",
    "window_services_set",
    "no_show_recalled",
    "finish_undone",
    "panic_raised",
    "panic_acknowledged",
    "kiosk_rang",
    "ring_answered",
    "ring_lapsed",
    "visitor_unmasked",
    "visit_taken_on",
    "visit_stayed",
    "visit_went_on",
    "service_added",
    "service_dropped",
    "ticket_taken",
    "quick_service_began",
    "ticket_due",
    "target_released",
    "hold_ended",
    "appointment_booked",
    "appointment_moved",
    "appointment_cancelled",
    "appointment_arrived",
    "appointment_missed",
]


class HallEvent(Message, frozen=True):
    """One row of the journal. `position` counts without a gap."""

    position: Count
    kind: EventKind
    at_ms: GivenMs
    day: str
    device_id: DeviceId | None = None
    kiosk_id: DeviceId | None = None
    """Where somebody has rung for a person."""
    ticket_id: TicketId | None = None
    number: TicketNumber | None = None
    service_id: ServiceId | None = None
    window_id: WindowId | None = None
    group_id: GroupId | None = None
    to_group_id: GroupId | None = None
    to_window_id: WindowId | None = None
    to_clerk_id: ClerkId | None = None
    """Where a ticket is transferred; only this window or clerk may call it then."""
    not_before_ms: GivenMs | None = None
    held_until_ms: GivenMs | None = None
    clerk_id: ClerkId | None = None
    item_id: ItemId | None = None
    issued_at_ms: GivenMs | None = None
    """When a kiosk gave, alone, a ticket that is handed in now."""
    clock_bound_ms: Count | None = None
    """How wrong that kiosk's clock may have been."""
    step: VisitStep | None = None
    """The service that follows this one, or that is added to the visit or dropped from it."""
    more: tuple[VisitStep, ...] = ()
    """The other services for which a ticket was taken."""
    outcome_id: OutcomeId | None = None
    note_ids: tuple[NoteId, ...] = ()
    """What a service ended with, from the lists of the hall file."""
    why: str | None = None
    why_facts: Mapping[str, Count] = msgspec.field(default_factory=dict)
    """The rule by which a ticket was called, and its figures."""
    level: Count | None = None
    outcome: str | None = None
    reason: str | None = None
    alarm_id: AlarmId | None = None
    alarm: AlarmKind | None = None
    subject: str | None = None
    """What the alarm is about: the id of a group, a window, a device or a service."""
    value: Count | None = None
    appointment_id: AppointmentId | None = None
    slot_at_ms: GivenMs | None = None
    """When the booked slot begins."""
    arrival: str | None = None
    """How whoever checks in comes: "in_time", "early" or "late"."""
