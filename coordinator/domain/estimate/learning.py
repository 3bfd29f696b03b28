"""From events to experience. An event that teaches nothing is not here."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import GroupId, WindowId
from coordinator.domain.estimate.averages import Rate
from coordinator.domain.estimate.experience import (
    HOUR_MS,
    Experience,
    Finished,
    Taken,
    day_ms,
)
from coordinator.domain.events import (
    AtWindow,
    ClerkSignedIn,
    ClerkSignedOut,
    Event,
    FinishUndone,
    NoShow,
    NoShowRecalled,
    QuickServiceBegan,
    ServiceEvent,
    ServiceFinished,
    TicketCalled,
    TicketCancelled,
    TicketHeld,
    TicketIssued,
    TicketResumed,
    TicketTaken,
    TicketTransferred,
    VisitStayed,
    WindowOpened,
    WindowPaused,
)
from coordinator.domain.hall import Hall

_BREATH_MAX_MS: Final = 120_000
_UNTYPED_MS: Final = 600_000


def learn(hall: Hall, event: Event) -> None:
    """Take in what is about to change the hall."""
    lesson = _LESSONS.get(type(event))
    if lesson is not None:
        lesson(hall.experience, event, hall)


def typed_ms(hall: Hall, group_id: GroupId) -> int:
    """Return the typed mean of a group, be it one that today's file has no more."""
    group = hall.file.groups.get(group_id)
    return group.mean_service_s * 1000 if group else _UNTYPED_MS


def _issued(known: Experience, event: TicketIssued, hall: Hall) -> None:
    if event.wait is not None:
        known.told[event.ticket_id] = event.wait
    _look(known, event, hall)
    if event.priority_id is not None:
        rates = known.overtakers.setdefault(event.group_id, {})
        rates.setdefault(event.priority_id, Rate()).happened(event.at_ms)


def _look(known: Experience, event: ServiceEvent, hall: Hall) -> None:
    time_of_day = day_ms(hall.file, event.at_ms)
    for window in hall.windows_serving.get(event.group_id, ()):
        is_open = window in known.taken or window in known.freed_ms
        known.presence.look(window, time_of_day, is_open=is_open)


def _cancelled(known: Experience, event: TicketCancelled, _hall: Hall) -> None:
    known.told.pop(event.ticket_id, None)


def _called(known: Experience, event: TicketCalled | TicketTaken, hall: Hall) -> None:
    told = known.told.pop(event.ticket_id, None)
    if told is not None:
        known.calibration.learn(told, event.wait_ms)
        known.accuracy.learn(told, event.wait_ms)
    _look(known, event, hall)
    freed_ms = known.freed_ms.get(event.window_id, event.at_ms)
    breath_ms = event.at_ms - freed_ms
    if breath_ms < min(_BREATH_MAX_MS, event.wait_ms):
        known.stays.gap.add(breath_ms)
    _taken(known, event, hall)


def _taken(known: Experience, event: AtWindow, hall: Hall) -> None:
    _settle(known, event.window_id, hall)
    _busy(known, event.window_id, Taken(event.group_id, event.at_ms))


def _stayed(known: Experience, event: VisitStayed, _hall: Hall) -> None:
    """The window goes on at once; the finish before can still be undone."""
    _busy(known, event.window_id, Taken(event.step.group_id, event.at_ms))


def _busy(known: Experience, window_id: WindowId, taken: Taken) -> None:
    known.freed_ms.pop(window_id, None)
    known.taken[window_id] = taken


def _finished(known: Experience, event: AtWindow, hall: Hall) -> None:
    _settle(known, event.window_id, hall)
    taken = known.taken.pop(event.window_id, None)
    if taken is not None:
        known.freed_ms[event.window_id] = event.at_ms
        known.finished[event.window_id] = Finished(taken, event.clerk_id, event.at_ms)


def _finish_undone(known: Experience, event: FinishUndone, _hall: Hall) -> None:
    known.taken.pop(event.window_id, None)  # what the visit went on with
    finished = known.finished.pop(event.window_id, None)
    if finished is not None:
        _busy(known, event.window_id, finished.taken)


def _freed(known: Experience, event: AtWindow, hall: Hall) -> None:
    _finished(known, event, hall)
    _settle(known, event.window_id, hall)


def _settle(known: Experience, window_id: WindowId, hall: Hall) -> None:
    """Learn from the window's last stay: nothing takes it back any more."""
    finished = known.finished.pop(window_id, None)
    if finished is None:
        return
    group_id, since_ms = finished.taken.group_id, finished.taken.since_ms
    known.presence.chance.count += 1
    known.stays.learn(
        group_id,
        finished.clerk_id,
        day_ms(hall.file, since_ms) // HOUR_MS,
        stay_ms=finished.at_ms - since_ms,
        typed_ms=typed_ms(hall, group_id),
    )


def _opened(known: Experience, event: ClerkSignedIn, _hall: Hall) -> None:
    known.freed_ms[event.window_id] = event.at_ms


def _paused(known: Experience, event: WindowPaused, _hall: Hall) -> None:
    known.freed_ms.pop(event.window_id, None)
    known.presence.paused(event.window_id, event.at_ms)


def _went_on(known: Experience, event: WindowOpened, _hall: Hall) -> None:
    known.freed_ms[event.window_id] = event.at_ms
    known.presence.went_on(event.window_id, event.at_ms)


def _signed_out(known: Experience, event: ClerkSignedOut, hall: Hall) -> None:
    _settle(known, event.window_id, hall)
    known.presence.went_on(event.window_id, event.at_ms)
    known.freed_ms.pop(event.window_id, None)
    known.taken.pop(event.window_id, None)


_LESSONS: Final[Mapping[type[Event], Callable[[Experience, Any, Hall], None]]] = {
    TicketIssued: _issued,
    TicketCancelled: _cancelled,
    TicketCalled: _called,
    TicketResumed: _taken,
    TicketTaken: _called,
    QuickServiceBegan: _taken,
    VisitStayed: _stayed,
    NoShowRecalled: _taken,
    FinishUndone: _finish_undone,
    ServiceFinished: _finished,
    NoShow: _freed,
    TicketTransferred: _freed,
    TicketHeld: _freed,
    ClerkSignedIn: _opened,
    WindowPaused: _paused,
    WindowOpened: _went_on,
    ClerkSignedOut: _signed_out,
}
