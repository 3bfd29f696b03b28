"""A visit goes from one service to the next."""

import msgspec

from contract.ids import ClerkId, EpochMs, GroupId, ItemId, SeriesId, ServiceId, WindowId
from coordinator.domain.events.base import AtWindow
from coordinator.domain.events.calls import Why


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A service of a visit that is still to come."""

    service_id: ServiceId
    group_id: GroupId
    item_id: ItemId | None = None
    window_id: WindowId | None = None
    clerk_id: ClerkId | None = None
    """The only window, or the only clerk, that may call it."""
    not_before_ms: EpochMs | None = None


class VisitTakenOn(AtWindow, frozen=True, tag="visit_taken_on"):
    """The visit is served for the first time: whoever does it answers for it until it ends."""


class VisitStayed(AtWindow, frozen=True, tag="visit_stayed"):
    """After `service_id` the window goes on with `step` at once, without a call."""

    step: Step


class VisitWentOn(AtWindow, frozen=True, tag="visit_went_on"):
    """After `service_id` the citizen waits for `step`; class and time of issue stay."""

    step: Step


class ServiceAdded(AtWindow, frozen=True, tag="service_added"):
    """`service_id` is the present one; `step` comes last in the visit."""

    step: Step


class ServiceDropped(AtWindow, frozen=True, tag="service_dropped"):
    """`service_id` is the present one; `step` is no longer to come."""

    step: Step


class TicketTaken(AtWindow, frozen=True, tag="ticket_taken"):
    """A desk takes up a file, and nobody is called; `why` is None if it had laid it aside."""

    wait_ms: int
    why: Why | None = None
    why_facts: dict[str, int] = msgspec.field(default_factory=dict)


class QuickServiceBegan(AtWindow, frozen=True, tag="quick_service_began"):
    """A citizen without a ticket is served at once, and has never waited."""

    series_id: SeriesId
    series_position: int
    item_id: ItemId | None = None
