"""What the events of alarms make of the hall; for `evolve`."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from coordinator.domain.alarms.alarm import Alarm
from coordinator.domain.events import AlarmAcknowledged, AlarmCleared, AlarmRaised, Event
from coordinator.domain.hall import Hall


def _raised(hall: Hall, event: AlarmRaised) -> None:
    hall.day.alarms_raised += 1
    hall.day.alarms[event.alarm_id] = Alarm(
        id=event.alarm_id,
        kind=event.alarm,
        subject=event.subject,
        value=event.value,
        raised_at_ms=event.at_ms,
    )


def _acknowledged(hall: Hall, event: AlarmAcknowledged) -> None:
    alarm = hall.day.alarms[event.alarm_id]
    alarm.acknowledged_by = event.clerk_id
    alarm.acknowledged_at_ms = event.at_ms


def _cleared(hall: Hall, event: AlarmCleared) -> None:
    del hall.day.alarms[event.alarm_id]


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    AlarmRaised: _raised,
    AlarmAcknowledged: _acknowledged,
    AlarmCleared: _cleared,
}
