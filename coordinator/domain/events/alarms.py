"""What wants somebody to look."""

from contract.ids import AlarmId, AlarmKind, ClerkId, WindowId
from coordinator.domain.events.base import Event


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
