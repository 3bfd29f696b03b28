"""Why a group gives no tickets now, and when it does again; and who decides that."""

from collections.abc import Iterator
from dataclasses import dataclass

from contract.ids import EpochMs, GroupId
from contract.text import Text
from coordinator.domain import checks, errors, schedule
from coordinator.domain.admission.capacity import Workload
from coordinator.domain.commands import CloseGroup, OpenGroup
from coordinator.domain.events import ClosedReason, GroupClosed, GroupOpened
from coordinator.domain.hall import Hall


@dataclass(frozen=True)
class Closed:
    """A group gives no tickets. `opens_at_ms` is None when nobody can say."""

    reason: ClosedReason
    opens_at_ms: EpochMs | None = None
    note: Text | None = None


def closed(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> Closed | None:
    """Return why a group gives no tickets now, or None if it does."""
    group = hall.file.groups[group_id]
    if not group.gives_tickets:
        return Closed("no_tickets")
    if not hall.accepts(now_ms, group_id):
        return _outside_hours(hall, group_id, now_ms)
    shut = suspended(hall, group_id)
    if shut is not None:
        return shut
    full = _full(hall, group_id)
    if full or group_id in hall.day.closures:
        opens_at_ms = schedule.opens_tomorrow_ms(hall.file, now_ms, group_id)
        return Closed("full" if full else "capacity", opens_at_ms)
    return None


def suspended(hall: Hall, group_id: GroupId) -> Closed | None:
    """Return why a group gives no tickets whatever the hour: by the hall's word, if it does so."""
    group, closure = hall.file.groups[group_id], hall.day.closures.get(group_id)
    if group.closed is not None:
        return Closed("suspended", note=group.closed)
    if closure is not None and closure.reason == "suspended":
        return Closed("suspended", note=closure.note)
    return None


def stopped(hall: Hall, group_id: GroupId) -> bool:
    """Tell whether a group gives no tickets any more, were it its hours."""
    return (
        suspended(hall, group_id) is not None
        or group_id in hall.day.closures
        or _full(hall, group_id)
    )


def _full(hall: Hall, group_id: GroupId) -> bool:
    capacity = hall.file.groups[group_id].capacity
    return capacity is not None and given(hall, group_id) >= capacity


def given(hall: Hall, group_id: GroupId) -> int:
    """Return how many tickets of a group are given today, or promised to appointments."""
    return hall.day.taken[group_id] + len(hall.appointments.promised(hall.day.date, group_id))


def check_open(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> None:
    """Refuse a ticket of a group that gives none now."""
    found = closed(hall, group_id, now_ms)
    if found is None:
        return
    match found.reason:
        case "suspended":
            raise _suspended(group_id, found)
        case "full":
            capacity = hall.file.groups[group_id].capacity
            raise errors.GroupFull(group=group_id, capacity=str(capacity))
        case "capacity":
            raise errors.LineTooLong(group=group_id)
        case _:
            raise errors.ClosedHours(group=group_id)


def check_suspended(hall: Hall, group_id: GroupId) -> None:
    """Refuse even an appointment of a group that gives no tickets by the hall's word."""
    found = suspended(hall, group_id)
    if found is not None:
        raise _suspended(group_id, found)


def _suspended(group_id: GroupId, found: Closed) -> errors.GroupSuspended:
    return errors.GroupSuspended(group=group_id, note=found.note.en if found.note else "")


def closing_soon(
    hall: Hall, group_id: GroupId, now_ms: EpochMs, work: Workload | None = None
) -> bool:
    """Tell whether a group that is not `closed` will soon have all that can be served today.

    Whoever asks for many groups at once hands over the `work` of the hall as it stands.
    """
    rules = hall.file.admission
    if not rules.close_by_capacity:
        return False
    slack = (work or Workload(hall)).slack_ms(group_id, now_ms)
    return slack is not None and slack < rules.notice_s * 1000


def by_capacity(hall: Hall, now_ms: EpochMs) -> Iterator[GroupClosed | GroupOpened]:
    """Yield the groups that close because their line fills the day, and those that open again.

    A group opens again only once there is room for half the notice, or it would flap with every
    ticket that is served. What a supervisor has opened stays open.
    """
    rules = hall.file.admission
    if not rules.close_by_capacity:
        return
    work = Workload(hall)
    for group_id, group in hall.file.groups.items():
        if not group.gives_tickets or not hall.accepts(now_ms, group_id):
            continue
        if group_id in hall.day.kept_open:
            continue
        slack, closure = work.slack_ms(group_id, now_ms), hall.day.closures.get(group_id)
        if slack is None:
            continue
        if closure is None and slack < 0:
            yield GroupClosed(at_ms=now_ms, group_id=group_id, reason="capacity")
        elif closure is not None and closure.reason == "capacity" and slack > rules.notice_s * 500:
            yield GroupOpened(at_ms=now_ms, group_id=group_id)


def close_group(hall: Hall, command: CloseGroup, now_ms: EpochMs) -> tuple[GroupClosed, ...]:
    """Give no more tickets of a group, by a supervisor's word; who waits is still called."""
    window = checks.supervisors_window(hall, command)
    group_id = checks.group(hall, command.group_id)
    note = Text.model_construct(zh=command.note_zh, en=command.note_en)
    closure = hall.day.closures.get(group_id)
    if closure is not None and closure.reason == "suspended" and closure.note == note:
        return ()
    return (
        GroupClosed(
            at_ms=now_ms,
            group_id=group_id,
            reason="suspended",
            note_zh=note.zh,
            note_en=note.en,
            window_id=window.id,
            clerk_id=window.clerk_id,
        ),
    )


def open_group(hall: Hall, command: OpenGroup, now_ms: EpochMs) -> tuple[GroupOpened, ...]:
    """Give tickets of a group again, whoever closed it but the hall file."""
    window = checks.supervisors_window(hall, command)
    group_id = checks.group(hall, command.group_id)
    if group_id not in hall.day.closures:
        raise errors.GroupIsOpen(group=group_id)
    return (
        GroupOpened(at_ms=now_ms, group_id=group_id, window_id=window.id, clerk_id=window.clerk_id),
    )


def _outside_hours(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> Closed:
    opens_at_ms = schedule.opens_at_ms(hall.file, now_ms, group_id)
    holiday = schedule.closed_on(hall.file, now_ms)
    if holiday is not None:
        return Closed("holiday", opens_at_ms, holiday)
    today = opens_at_ms is not None and schedule.same_date(hall.file, opens_at_ms, now_ms)
    return Closed("later_today" if today else "outside_hours", opens_at_ms)
