"""What somebody in charge should know: alarms that stand, bad ratings that wait for an answer."""

from contract.ids import (
    AlarmId,
    AlarmKind,
    ClerkId,
    GroupId,
    RatingReasonId,
    ServiceId,
    TicketNumber,
    WindowId,
)
from contract.messages.base import Count, GivenMs, Message


class Alarm(Message, frozen=True):
    """One alarm that stands. If it ends and comes again, it has another id."""

    alarm_id: AlarmId
    alarm: AlarmKind
    subject: str
    """The id of what it is about: a group, a window, a device, or a rated service."""
    value: Count
    """What was measured when it was raised: seconds or people; 1 where nothing is measured."""
    raised_at_ms: GivenMs
    acknowledged_by: ClerkId | None
    acknowledged_at_ms: GivenMs | None


class Alarms(Message, frozen=True):
    """Retained: the alarms that stand, the newest first."""

    standing: Count
    """How many there are; `alarms` has the newest hundred."""
    alarms: tuple[Alarm, ...]


class RatingCase(Message, frozen=True):
    """A bad rating that is to be answered, and what caused it corrected, by `due_at_ms`."""

    service_id: ServiceId
    number: TicketNumber
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None
    level: Count
    reason: RatingReasonId | None
    opened_at_ms: GivenMs
    due_at_ms: GivenMs
    answered_at_ms: GivenMs | None


class Cases(Message, frozen=True):
    """Retained: the cases that are not closed, the most urgent first."""

    open: Count
    """How many there are; `cases` has the most urgent hundred."""
    cases: tuple[RatingCase, ...]
