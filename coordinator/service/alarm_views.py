"""Alarms and cases as retained messages, none of them longer than a message may be. Pure."""

from itertools import islice
from operator import attrgetter
from typing import Final

from contract.ids import WindowId
from contract.messages import alarms as wire
from coordinator.domain import checks
from coordinator.domain.alarms.alarm import Alarm
from coordinator.domain.events import Case
from coordinator.domain.hall import Hall

SHOWN_MAX: Final = 100


def alarms(hall: Hall) -> wire.Alarms:
    """Return the alarms that stand."""
    standing = hall.day.alarms.values()
    newest = islice(reversed(standing), SHOWN_MAX)
    return wire.Alarms(standing=len(standing), alarms=tuple(map(_alarm, newest)))


def cases(hall: Hall) -> wire.Cases:
    """Return the bad ratings that are not dealt with."""
    urgent = sorted(hall.cases.values(), key=attrgetter("due_at_ms"))
    return wire.Cases(open=len(urgent), cases=tuple(map(_case, urgent[:SHOWN_MAX])))


def supervised(hall: Hall) -> list[WindowId]:
    """Return the windows with a supervisor signed in."""
    windows = hall.day.windows.items()
    return [each for each, window in windows if checks.is_supervisor(hall, window.clerk_id)]


def panel_cases(hall: Hall, window_id: WindowId) -> wire.Cases:
    """Return what a window's panel may know of them: all, with a supervisor signed in there."""
    if checks.is_supervisor(hall, hall.window(window_id).clerk_id):
        return cases(hall)
    return wire.Cases(open=0, cases=())


def _alarm(alarm: Alarm) -> wire.Alarm:
    return wire.Alarm(
        alarm_id=alarm.id,
        alarm=alarm.kind,
        subject=alarm.subject,
        value=alarm.value,
        raised_at_ms=alarm.raised_at_ms,
        acknowledged_by=alarm.acknowledged_by,
        acknowledged_at_ms=alarm.acknowledged_at_ms,
    )


def _case(case: Case) -> wire.RatingCase:
    return wire.RatingCase(
        service_id=case.service_id,
        number=case.number,
        group_id=case.group_id,
        window_id=case.window_id,
        clerk_id=case.clerk_id,
        level=case.level,
        reason=case.reason,
        opened_at_ms=case.opened_at_ms,
        due_at_ms=case.due_at_ms,
        answered_at_ms=case.answered_at_ms,
    )
