"""Citizens rate, and what bad ratings lead to."""

import msgspec

from contract.ids import (
    ClerkId,
    EpochMs,
    GroupId,
    RatingReasonId,
    ServiceId,
    TicketNumber,
    WindowId,
)
from coordinator.domain.events.base import AtWindow, Event


class ServiceRated(AtWindow, frozen=True, tag="service_rated"):
    level: int
    source: str
    reason: RatingReasonId | None = None


class RatingLapsed(AtWindow, frozen=True, tag="rating_lapsed"):
    """The invitation has ended, and nobody rated: unrated, which is neither good nor bad."""

    reason: str
    """"time", "next_service" (which is invited to be rated instead) or "day_ended"."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What a bad rating has opened: it wants an answer, and a correction."""

    service_id: ServiceId
    number: TicketNumber
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None
    level: int
    reason: RatingReasonId | None
    day: str
    opened_at_ms: EpochMs
    due_at_ms: EpochMs
    answered_at_ms: EpochMs | None = None


class CaseOpened(AtWindow, frozen=True, tag="case_opened"):
    """`window_id` and `clerk_id` are those that were rated."""

    level: int
    reason: RatingReasonId | None
    due_at_ms: EpochMs


class CaseStep(Event, frozen=True):
    """`window_id` and `clerk_id` are the supervisor's."""

    service_id: ServiceId
    window_id: WindowId
    clerk_id: ClerkId | None
    text: str


class CaseAnswered(CaseStep, frozen=True, tag="case_answered"):
    pass


class CaseCorrected(CaseStep, frozen=True, tag="case_corrected"):
    pass
