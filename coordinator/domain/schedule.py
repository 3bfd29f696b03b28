"""The hall's calendar: business days, opening hours, and the run of numbers."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from contract.hall import Alone, HallFile, Series
from contract.ids import EpochMs, GroupId, TicketNumber
from contract.text import Text

WORKING_DAYS_WITHIN: Final = 366
"""Days to look for working days in."""


def business_day(file: HallFile, now_ms: EpochMs) -> str:
    """Return the business day, as "2026-11-22": the hall's date, changing at `day_begins`."""
    return file.business_day(now_ms).isoformat()


def day_begins_ms(file: HallFile, now_ms: EpochMs) -> EpochMs:
    """Return when the business day of `now_ms` began."""
    return day_ends_ms(file, now_ms, days_later=-1)


def day_ends_ms(file: HallFile, now_ms: EpochMs, *, days_later: int = 0) -> EpochMs:
    """Return when the business day of `now_ms` ends, or one so many days later."""
    next_day = file.business_day(now_ms) + timedelta(days=1 + days_later)
    ends = datetime.combine(next_day, file.hall.day_begins, file.time_zone)
    return EpochMs(int(ends.timestamp() * 1000))


def is_open(file: HallFile, now_ms: EpochMs, group_id: GroupId | None = None) -> bool:
    """Tell whether tickets of a group, or without one, any tickets are given at this hour."""
    return file.openings.is_open(_local(file, now_ms), group_id)


def opens_at_ms(file: HallFile, now_ms: EpochMs, group_id: GroupId | None = None) -> EpochMs | None:
    """Return when tickets are given again; None if that cannot be told."""
    return _ms(file.openings.next_after(_local(file, now_ms), group_id))


def opens_tomorrow_ms(file: HallFile, now_ms: EpochMs, group_id: GroupId) -> EpochMs | None:
    """Return when tickets are given on a later business day; None if that cannot be told."""
    ends_ms = day_ends_ms(file, now_ms)
    if is_open(file, ends_ms, group_id):
        return ends_ms
    return opens_at_ms(file, ends_ms, group_id)


def clock(file: HallFile, at_ms: EpochMs) -> str:
    """Return a time of the day in the hall's own time, as "09:30"."""
    return f"{_local(file, at_ms):%H:%M}"


def same_date(file: HallFile, first_ms: EpochMs, second_ms: EpochMs) -> bool:
    """Tell whether two moments have one date in the hall's own time."""
    return _local(file, first_ms).date() == _local(file, second_ms).date()


def left_today_ms(file: HallFile, now_ms: EpochMs, group_id: GroupId) -> int | None:
    """Return how long the group is still open today, breaks left out; None if it does not close."""
    left = file.openings.left_today(_local(file, now_ms), group_id)
    return None if left is None else int(left.total_seconds() * 1000)


def closed_on(file: HallFile, now_ms: EpochMs) -> Text | None:
    """Return why the hall keeps other hours today than in other weeks, if it has a reason."""
    return file.openings.reason_on(_local(file, now_ms).date())


def after_working_days(file: HallFile, now_ms: EpochMs, days: int) -> EpochMs:
    """Return the end of the business day so many working days later: days the hall is open.

    A hall that has hardly any is given a year.
    """
    day = file.business_day(now_ms)
    for _ in range(WORKING_DAYS_WITHIN):
        day += timedelta(days=1)
        days -= bool(file.openings.on(day))
        if days <= 0:
            break
    ends = datetime.combine(day + timedelta(days=1), file.hall.day_begins, file.time_zone)
    return EpochMs(int(ends.timestamp() * 1000))


def next_number(
    series: Series,
    last: int | None,
    in_use: Collection[TicketNumber],
    blocks: Collection[Alone] = (),
) -> tuple[int, TicketNumber] | None:
    """Return the position and the number after `last`, or None if all are in use.

    After the last number of the series comes the first again. A number whose citizen is still in
    the hall is passed over, or two people would rise at one call; so are those of `blocks`, which
    kiosks give alone.
    """
    size = series.last - series.first + 1
    offset = (
        0 if last is None or not series.first <= last <= series.last else last + 1 - series.first
    )
    for step in range(size):
        position = series.first + (offset + step) % size
        number = series.number_at(position)
        if number not in in_use and not any(block.has(position) for block in blocks):
            return position, number
    return None


def _ms(moment: datetime | None) -> EpochMs | None:
    return None if moment is None else EpochMs(int(moment.timestamp() * 1000))


def _local(file: HallFile, now_ms: EpochMs) -> datetime:
    return _in_zone(now_ms, file.time_zone)


@lru_cache(maxsize=256)
def _in_zone(now_ms: EpochMs, zone: ZoneInfo) -> datetime:
    # One moment is asked for by each group of the hall in turn.
    return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(zone)
