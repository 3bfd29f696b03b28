"""From readings to alarms: slow to raise, slow to clear, so that none flaps."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from contract.ids import AlarmId, AlarmKind, DeviceId, EpochMs
from coordinator.domain.alarms.alarm import Alarm
from coordinator.domain.alarms.readings import Device, Limit, Reading, limits, readings
from coordinator.domain.events import AlarmCleared, AlarmRaised
from coordinator.domain.hall import Hall

_Key: TypeAlias = tuple[AlarmKind, str]


class Watch:
    """Looks at the hall again and again.

    Which alarms stand is the hall's, and in the journal. Here is only what no journal needs: how
    the devices are, which the broker retains, and since when something has been about to change.
    """

    def __init__(self) -> None:
        self._devices: Final[dict[DeviceId, Device]] = {}
        self._since_ms: dict[tuple[_Key, bool], EpochMs] = {}

    def hear(self, device_id: DeviceId, device: Device) -> None:
        """Take what a device says of itself."""
        self._devices[device_id] = device

    def look(self, hall: Hall, now_ms: EpochMs) -> tuple[AlarmRaised | AlarmCleared, ...]:
        """Return the alarms that begin or end now. Called again, it returns them again."""
        found = {(r.kind, r.subject): r for r in readings(hall, self._devices, now_ms)}
        standing = {(a.kind, a.subject): a for a in hall.day.alarms.values()}
        limit_of = limits(hall)
        turning: dict[tuple[_Key, bool], EpochMs] = {}
        due: list[AlarmRaised | AlarmCleared] = []
        ids = _new_ids(hall)
        for key in dict.fromkeys((*standing, *found)):
            alarm, limit = standing.get(key), limit_of[key[0]]
            reading = found.get(key) or Reading(*key, value=0)
            if not _turns(reading, alarm, limit):
                continue
            change = (key, alarm is None)
            turning[change] = self._since_ms.get(change, now_ms)
            delay_ms = limit.clear_after_ms if alarm else limit.raise_after_ms
            if now_ms - turning[change] >= delay_ms:
                due.append(cleared(alarm, now_ms) if alarm else _raised(reading, next(ids), now_ms))
        self._since_ms = turning
        return tuple(due)


def cleared(alarm: Alarm, now_ms: EpochMs, reason: str = "") -> AlarmCleared:
    """Return the end of an alarm."""
    return AlarmCleared(
        at_ms=now_ms, alarm_id=alarm.id, alarm=alarm.kind, subject=alarm.subject, reason=reason
    )


def _turns(reading: Reading, alarm: Alarm | None, limit: Limit) -> bool:
    if alarm is None:
        return reading.value >= limit.raise_at
    return reading.value < limit.clear_below


def _raised(reading: Reading, alarm_id: AlarmId, now_ms: EpochMs) -> AlarmRaised:
    return AlarmRaised(
        at_ms=now_ms,
        alarm_id=alarm_id,
        alarm=reading.kind,
        subject=reading.subject,
        value=reading.value,
    )


def _new_ids(hall: Hall) -> Iterator[AlarmId]:
    """Yield "2026-11-23.1" and so on: an alarm that comes again is another one."""
    number = hall.day.alarms_raised
    while True:
        number += 1
        yield AlarmId(f"{hall.day.date}.{number}")
