"""What has happened in a hall. These are the bodies of the journal's rows, and never change.

A new field needs a default, so that the rows of yesterday can still be read.
"""

from typing import Literal, TypeAlias

import msgspec

from contract.ids import (
    NOBODY,
    AlarmId,
    AlarmKind,
    ClerkId,
    EpochMs,
    GroupId,
    ItemId,
    PersonHash,
    PriorityId,
    RatingReasonId,
    SeriesId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
    ZoneId,
)
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.estimate.experience import Experience

Why: TypeAlias = Literal[
    "longest_wait",
    "priority",
    "first_come",
    "preferred",
    "gathered",
    "priority_turn",
    "ordinary_turn",
    "chosen",
]
"""The rule by which this ticket was called and no other."""


ClosedReason: TypeAlias = Literal[
    "outside_hours", "later_today", "holiday", "suspended", "full", "capacity"
]
"""Why a group gives no tickets: by the clock, by the calendar, by the hall's word, since all of
the day are given, or since its line fills what is left of the day."""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    at_ms: EpochMs


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


class DayBegan(Event, frozen=True, tag="day_began"):
    """The business day changed: no ticket, no shift and no number of the old day goes on.

    Only the calls of each zone go on counting, so that displays see no gap, and cases go on until
    they are closed.
    """

    day: str
    call_seqs: dict[ZoneId, int] = {}
    cases: tuple[Case, ...] = ()
    learned: Experience | None = None
    """What expected waits are made from, so that a day can be read without the days before."""


class GroupEvent(Event, frozen=True):
    """At a window, if a supervisor did it."""

    group_id: GroupId
    window_id: WindowId | None = None
    clerk_id: ClerkId | None = None


class GroupClosed(GroupEvent, frozen=True, tag="group_closed"):
    """The group gives no tickets until it is opened, or the day ends. `note_..` is for citizens."""

    reason: Literal["suspended", "capacity"] = "suspended"
    note_zh: str = ""
    note_en: str = ""


class GroupOpened(GroupEvent, frozen=True, tag="group_opened"):
    pass


class TicketEvent(Event, frozen=True):
    ticket_id: TicketId
    number: TicketNumber


class PaperEvent(TicketEvent, frozen=True):
    group_id: GroupId


class PaperReported(PaperEvent, frozen=True, tag="paper_reported"):
    outcome: str
    cause: str = ""


class PaperOverdue(PaperEvent, frozen=True, tag="paper_overdue"):
    """The kiosk does not say what became of the paper: the ticket is called all the same."""


class ServiceEvent(TicketEvent, frozen=True):
    service_id: ServiceId
    group_id: GroupId


class TicketIssued(ServiceEvent, frozen=True, tag="ticket_issued"):
    """`person` is empty when no document was read."""

    series_id: SeriesId
    series_position: int
    item_id: ItemId | None = None
    priority_id: PriorityId | None = None
    rank: int = 0
    language: str = "zh"
    ahead: int = 0
    wait_ms: int | None = None
    wait_bound_ms: int | None = None
    """People ahead, and the expected wait with its bound, as the citizen was told."""
    person: PersonHash = NOBODY

    @property
    def wait(self) -> Wait | None:
        """The expected wait; None if it could not be told."""
        if self.wait_ms is None or self.wait_bound_ms is None:
            return None
        return Wait(self.wait_ms, self.wait_bound_ms)


class TicketCancelled(ServiceEvent, frozen=True, tag="ticket_cancelled"):
    """At a window, if a clerk did it."""

    reason: str = ""
    window_id: WindowId | None = None
    clerk_id: ClerkId | None = None


class TicketReprinted(ServiceEvent, frozen=True, tag="ticket_reprinted"):
    """A kiosk prints the same ticket once more; its number and place stay."""


class AtWindow(ServiceEvent, frozen=True):
    """A step of a ticket at a window; who did it is part of the record."""

    window_id: WindowId
    clerk_id: ClerkId | None


class PriorityGiven(AtWindow, frozen=True, tag="priority_given"):
    """A clerk has given a waiting ticket a class, or taken it away."""

    priority_id: PriorityId | None
    rank: int
    reason: str


class CallMade(AtWindow, frozen=True):
    """The window calls the ticket, over the boards and loudspeakers of its zone."""

    zone_id: ZoneId
    call_seq: int
    """Counts the calls of the zone without a gap."""
    call_count: int
    """1 the first time, 2 and up for a recall."""
    expires_at_ms: EpochMs


class TicketCalled(CallMade, frozen=True, tag="ticket_called"):
    why: Why
    wait_ms: int
    why_facts: dict[str, int] = {}
    """The figures that made it so, as "waited_ms" and "guard_ms"; each rule has its own."""


class TicketRecalled(CallMade, frozen=True, tag="ticket_recalled"):
    pass


class TicketResumed(CallMade, frozen=True, tag="ticket_resumed"):
    pass


class NoShowRecalled(CallMade, frozen=True, tag="no_show_recalled"):
    """A citizen who had missed the call is back."""


class ServiceStarted(AtWindow, frozen=True, tag="service_started"):
    pass


class ServiceFinished(AtWindow, frozen=True, tag="service_finished"):
    rating_until_ms: EpochMs


class FinishUndone(AtWindow, frozen=True, tag="finish_undone"):
    """The finish was pressed by mistake: the service goes on as if it had not been."""


class NoShow(AtWindow, frozen=True, tag="no_show"):
    pass


class TicketTransferred(AtWindow, frozen=True, tag="ticket_transferred"):
    """`service_id` and `group_id` are those that end here."""

    next_service_id: ServiceId
    to_group_id: GroupId


class TicketHeld(AtWindow, frozen=True, tag="ticket_held"):
    reason: str = ""


class ServiceRated(AtWindow, frozen=True, tag="service_rated"):
    level: int
    source: str
    reason: RatingReasonId | None = None


class RatingLapsed(AtWindow, frozen=True, tag="rating_lapsed"):
    """The invitation has ended, and nobody rated: unrated, which is neither good nor bad."""

    reason: str
    """"time", "next_service" (which is invited to be rated instead) or "day_ended"."""


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


class AlarmEvent(Event, frozen=True):
    alarm_id: AlarmId
    alarm: AlarmKind
    subject: str
    """The id of what it is about: a group, a window, a device or a service."""


class AlarmRaised(AlarmEvent, frozen=True, tag="alarm_raised"):
    value: int
    """What was measured: seconds or people; 1 where nothing is measured."""


class AlarmAcknowledged(AlarmEvent, frozen=True, tag="alarm_acknowledged"):
    """`window_id` and `clerk_id` are the supervisor's."""

    window_id: WindowId
    clerk_id: ClerkId | None


class AlarmCleared(AlarmEvent, frozen=True, tag="alarm_cleared"):
    reason: str = ""
    """Empty when its cause is gone; "day_ended" when only the day is."""


class WindowEvent(Event, frozen=True):
    window_id: WindowId
    clerk_id: ClerkId | None


class ClerkSignedIn(WindowEvent, frozen=True, tag="clerk_signed_in"):
    pass


class ClerkSignedOut(WindowEvent, frozen=True, tag="clerk_signed_out"):
    reason: str = ""


class WindowOpened(WindowEvent, frozen=True, tag="window_opened"):
    pass


class WindowPaused(WindowEvent, frozen=True, tag="window_paused"):
    reason: str = ""


class WindowServicesSet(WindowEvent, frozen=True, tag="window_services_set"):
    """For the rest of the day the window serves these groups. `clerk_id` is who decided it."""

    serves: tuple[GroupId, ...]
    weights: dict[GroupId, int] = {}
    """Of those that do not weigh 1."""


class PanicRaised(WindowEvent, frozen=True, tag="panic_raised"):
    pass


class PanicAcknowledged(WindowEvent, frozen=True, tag="panic_acknowledged"):
    """`window_id` is where help was needed, `clerk_id` who said that it is coming."""


AnyEvent: TypeAlias = (
    DayBegan
    | TicketIssued
    | PaperReported
    | PaperOverdue
    | TicketCalled
    | TicketRecalled
    | TicketResumed
    | NoShowRecalled
    | ServiceStarted
    | ServiceFinished
    | FinishUndone
    | NoShow
    | TicketTransferred
    | TicketHeld
    | TicketCancelled
    | TicketReprinted
    | PriorityGiven
    | GroupClosed
    | GroupOpened
    | ServiceRated
    | RatingLapsed
    | CaseOpened
    | CaseAnswered
    | CaseCorrected
    | AlarmRaised
    | AlarmAcknowledged
    | AlarmCleared
    | ClerkSignedIn
    | ClerkSignedOut
    | WindowOpened
    | WindowPaused
    | WindowServicesSet
    | PanicRaised
    | PanicAcknowledged
)


def kind_of(event: Event) -> str:
    """Return the name of the event's kind, as in the journal and on the wire."""
    return str(type(event).__struct_config__.tag)
