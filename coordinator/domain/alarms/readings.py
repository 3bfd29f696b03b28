"""What there is to be alarmed about, measured now. Pure; cheap enough for every second."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from contract.hall.alarms import Steady, Threshold
from contract.ids import AlarmKind, DeviceId, EpochMs, GroupId
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.ticket import State
from coordinator.domain.visits.kept import kept_for, waiting

PAPER_NEAR_END: Final = "printer.paper_near_end"


class Device(NamedTuple):
    """What a device last said of itself."""

    online: bool
    faults: tuple[str, ...] = ()


class Reading(NamedTuple):
    """One measured value. What is not there measures 0."""

    kind: AlarmKind
    subject: str
    value: int = 1


class Limit(NamedTuple):
    """Raised at one value, cleared below another, each after it has held for a while."""

    raise_at: int
    clear_below: int
    raise_after_ms: int
    clear_after_ms: int


def limits(hall: Hall) -> Mapping[AlarmKind, Limit]:
    """Return the limit of every kind; what the hall or a citizen has decided waits for nothing."""
    file = hall.file.alarms
    at_once = Limit(1, 1, 0, 0)
    return {
        "longest_wait": _measured(file.longest_wait_s),
        "line_length": _measured(file.line_length),
        "service_over_promise": _yes_or_no(file.service_over_promise),
        "idle_window": _yes_or_no(file.idle_window),
        "no_window": _yes_or_no(file.no_window),
        "device_down": _yes_or_no(file.device_down),
        "device_fault": _yes_or_no(file.device_fault),
        "paper_low": _yes_or_no(file.paper_low),
        "closing_by_capacity": at_once,
        "panic": at_once,
        "ring": at_once,
        "bad_rating": at_once,
        "case_overdue": at_once,
        "paper_unqueued": at_once,
        "paper_untimed": at_once,
    }


def readings(hall: Hall, devices: Mapping[DeviceId, Device], now_ms: EpochMs) -> Iterator[Reading]:
    """Yield all that measures more than nothing."""
    yield from _lines(hall, now_ms)
    yield from _closures(hall)
    yield from (Reading("panic", window_id) for window_id in hall.day.panics)
    yield from (Reading("ring", kiosk_id) for kiosk_id in hall.day.rings)
    yield from _windows(hall, now_ms)
    yield from _devices(hall, devices, now_ms)
    yield from _cases(hall, now_ms)
    yield from (Reading("paper_unqueued", *each) for each in hall.day.unqueued.items())
    yield from (Reading("paper_untimed", *each) for each in hall.day.untimed.items())


def _measured(limit: Threshold) -> Limit:
    return _yes_or_no(limit)._replace(raise_at=limit.raise_at, clear_below=limit.clear_below)


def _yes_or_no(limit: Steady) -> Limit:
    return Limit(1, 1, limit.raise_after_s * 1000, limit.clear_after_s * 1000)


def _lines(hall: Hall, now_ms: EpochMs) -> Iterator[Reading]:
    for group_id, line in hall.day.lines.items():
        if line.oldest is None:
            continue
        yield Reading("line_length", group_id, len(line))
        if hall.open_windows(group_id) == 0:
            yield Reading("no_window", group_id)
    for group_id, since_ms in _waiting_since(hall).items():
        yield Reading("longest_wait", group_id, (now_ms - since_ms) // 1000)


def _waiting_since(hall: Hall) -> Mapping[GroupId, EpochMs]:
    """Return since when somebody has waited for each group, be it for one window of it alone.

    Who has come from another service has waited since then, though the ticket is older.
    """
    found: dict[GroupId, EpochMs] = {}
    for ticket in waiting(hall):
        since_ms = found.get(ticket.group_id, ticket.waits_since_ms)
        if hall.day.is_ready(ticket):
            found[ticket.group_id] = min(since_ms, ticket.waits_since_ms)
    return found


def _closures(hall: Hall) -> Iterator[Reading]:
    for group_id, closure in hall.day.closures.items():
        if closure.reason == "capacity":
            yield Reading("closing_by_capacity", group_id)


def _windows(hall: Hall, now_ms: EpochMs) -> Iterator[Reading]:
    for window in hall.day.windows.values():
        if window.ticket_id is not None:
            yield from _service(hall, window, now_ms)
        elif window.status is WindowStatus.OPEN and _somebody_waits_for(hall, window):
            yield Reading("idle_window", window.id)


def _somebody_waits_for(hall: Hall, window: Window) -> bool:
    if any(hall.line(group_id).oldest for group_id in hall.services.get(window.id, ())):
        return True
    return any(hall.day.is_ready(ticket) for ticket in kept_for(hall, window.id))


def _service(hall: Hall, window: Window, now_ms: EpochMs) -> Iterator[Reading]:
    ticket = hall.day.tickets[window.ticket_id] if window.ticket_id else None
    if ticket is None or ticket.state is not State.SERVING or ticket.item_id is None:
        return
    item = hall.file.items.get(ticket.item_id)
    if item is not None and item.promise_s is not None and ticket.started_at_ms is not None:
        over_s = (now_ms - ticket.started_at_ms) // 1000 - item.promise_s
        if over_s > 0:
            yield Reading("service_over_promise", window.id, over_s)


def _devices(hall: Hall, devices: Mapping[DeviceId, Device], now_ms: EpochMs) -> Iterator[Reading]:
    for device_id in _needed(hall, now_ms):
        device = devices.get(device_id)
        if device is None or not device.online:
            yield Reading("device_down", device_id)
            continue
        if PAPER_NEAR_END in device.faults:
            yield Reading("paper_low", device_id)
        if any(fault != PAPER_NEAR_END for fault in device.faults):
            yield Reading("device_fault", device_id)


def _needed(hall: Hall, now_ms: EpochMs) -> Iterator[DeviceId]:
    """Yield the devices somebody would miss now: at night all may be switched off."""
    if hall.accepts(now_ms):
        yield from hall.file.kiosks
        yield from hall.file.displays
        yield from hall.file.bars
    for caller in hall.file.caller:
        if hall.window(caller.window).clerk_id is not None:
            yield caller.id


def _cases(hall: Hall, now_ms: EpochMs) -> Iterator[Reading]:
    for case in hall.cases.values():
        if case.answered_at_ms is None and case.day == hall.day.date:
            yield Reading("bad_rating", case.service_id)
        if now_ms > case.due_at_ms:
            yield Reading("case_overdue", case.service_id)
