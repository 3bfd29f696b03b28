"""Somebody in charge has seen an alarm."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import AcknowledgeAlarm
from coordinator.domain.events import AlarmAcknowledged
from coordinator.domain.hall import Hall


def acknowledge(
    hall: Hall, command: AcknowledgeAlarm, now_ms: EpochMs
) -> tuple[AlarmAcknowledged, ...]:
    """Note which supervisor saw it first. The alarm stands until its cause is gone."""
    window = checks.supervisors_window(hall, command)
    alarm = hall.day.alarms.get(command.alarm_id)
    if alarm is None:
        raise errors.UnknownAlarm(alarm=command.alarm_id)
    if alarm.acknowledged_by is not None:
        return ()
    return (
        AlarmAcknowledged(
            at_ms=now_ms,
            alarm_id=alarm.id,
            alarm=alarm.kind,
            subject=alarm.subject,
            window_id=window.id,
            clerk_id=window.clerk_id,
        ),
    )
