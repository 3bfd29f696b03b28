"""The slots that can be booked: a pure function of the hall file and the day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from contract.hall.model import HallFile, ServiceGroup
from contract.ids import EpochMs, GroupId

_DAY = timedelta(days=1)


class Slot(NamedTuple):
    """From `begins_ms` up to, not including, `ends_ms`; so many may come in it."""

    begins_ms: EpochMs
    ends_ms: EpochMs
    places: int


def slots(file: HallFile, group_id: GroupId, day: date) -> tuple[Slot, ...]:
    """Return the slots of a group on a business day; none if it takes no appointments then.

    Only whole slots inside the opening hours count. A group that gives so many tickets a day
    gives no more of them to appointments than its share, spread over the day.
    """
    group = file.groups[group_id]
    if not group.takes_appointments or group.closed is not None:
        return ()
    spans = list(_spans(file, group_id, day))
    places = [places_of(file, group)] * len(spans)
    if group.capacity is not None:
        limit = group.capacity * _share_percent(file, group) // 100
        places = [min(places[n], fair) for n, fair in enumerate(_spread(limit, len(spans)))]
    return tuple(
        Slot(begins, ends, places=count)
        for (begins, ends), count in zip(spans, places, strict=True)
        if count
    )


def places_of(file: HallFile, group: ServiceGroup) -> int:
    """Return how many may book one slot, at least one.

    Every window gives each group that it serves an equal part of its time, or as their weights
    have it; of this the appointments' share is filled with services of the group's usual length.
    """
    own = group.appointments.places if group.appointments else None
    if own is not None:
        return own
    windows = file.windows_worth.get(group.id, 0)
    slot_s = file.appointments.slot_min * 60
    share = _share_percent(file, group) / 100
    return max(1, int(windows * slot_s * share / group.mean_service_s))


def _share_percent(file: HallFile, group: ServiceGroup) -> int:
    own = group.appointments.share_percent if group.appointments else None
    return own if own is not None else file.appointments.share_percent


def _spread(count: int, slots: int) -> list[int]:
    """Return `count` shared out as evenly as whole places can be."""
    return [count * (n + 1) // slots - count * n // slots for n in range(slots)]


def _spans(file: HallFile, group_id: GroupId, day: date) -> Iterator[tuple[EpochMs, EpochMs]]:
    """Yield when the slots of a business day begin and end, be it after midnight."""
    first_ms, last_ms = _begins(file, day), _begins(file, day + _DAY)
    length_ms = file.appointments.slot_min * 60_000
    for on in (day, day + _DAY):
        for opening in file.openings.on(on, group_id):
            closes_ms = _ms(opening.ends)
            for begins in range(_ms(opening.begins), closes_ms - length_ms + 1, length_ms):
                if first_ms <= begins < last_ms:
                    yield EpochMs(begins), EpochMs(begins + length_ms)


def _begins(file: HallFile, day: date) -> int:
    return _ms(datetime.combine(day, file.hall.day_begins, file.time_zone))


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
