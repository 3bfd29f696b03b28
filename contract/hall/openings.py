"""When tickets are given: the week's hours, the calendar and a group's own hours, taken together.

Durations are taken in UTC, so a day on which the clocks change is as long as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from contract.hall.calendar import Calendar
from contract.hall.hours import Day, Hours, common_hours
from contract.ids import GroupId
from contract.text import Text

LOOK_AHEAD_DAYS: Final = 60
"""A hall closed for longer says no more than that it is closed."""

_DAYS_KEPT_MAX: Final = 4096


@dataclass(frozen=True)
class Opening:
    """From `begins` up to, not including, `ends`, both in the hall's own time."""

    begins: datetime
    ends: datetime
    past_midnight: bool = False
    """Whether it lasts to the end of its day, as "24:00" says, and may go on the next."""


class Openings:
    """The hours of a hall and its groups. Looking up a day twice costs nothing."""

    def __init__(
        self,
        week: Hours,
        calendar: Calendar,
        groups: Mapping[GroupId, Hours | None],
        zone: ZoneInfo,
    ) -> None:
        self._week = week
        self._calendar = calendar
        self._groups = groups
        self._zone = zone
        self._known: dict[tuple[date, GroupId | None], tuple[Opening, ...]] = {}

    def on(self, day: date, group_id: GroupId | None = None) -> tuple[Opening, ...]:
        """Return when a group is open on a day, or without a group, the hall."""
        key = (day, group_id)
        if key not in self._known:
            if len(self._known) >= _DAYS_KEPT_MAX:
                self._known.clear()
            self._known[key] = tuple(self._openings(day, self._hours(day, group_id)))
        return self._known[key]

    def reason_on(self, day: date) -> Text | None:
        """Return why a day is not as every week has it, in words for citizens."""
        return self._calendar.reason_on(day)

    def is_open(self, moment: datetime, group_id: GroupId | None = None) -> bool:
        """Tell whether tickets are given."""
        openings = self.on(moment.astimezone(self._zone).date(), group_id)
        return any(opening.begins <= moment < opening.ends for opening in openings)

    def next_after(self, moment: datetime, group_id: GroupId | None = None) -> datetime | None:
        """Return when tickets are given again, or None if that is not within sixty days."""
        today = moment.astimezone(self._zone).date()
        for days in range(LOOK_AHEAD_DAYS + 1):
            for opening in self.on(today + timedelta(days=days), group_id):
                if opening.begins > moment:
                    return opening.begins
        return None

    def left_today(self, moment: datetime, group_id: GroupId | None = None) -> timedelta | None:
        """Return how long the group is still open today, breaks left out.

        None if it does not close today: it is open past midnight.
        """
        openings = self.on(moment.astimezone(self._zone).date(), group_id)
        if openings and openings[-1].past_midnight:
            return None
        spans = (opening.ends - max(opening.begins, moment) for opening in openings)
        return sum((span for span in spans if span > timedelta()), timedelta())

    def _hours(self, day: date, group_id: GroupId | None) -> Day:
        hours = self._calendar.hours_on(day, self._week)
        own = None if group_id is None else self._groups.get(group_id)
        if own is None:
            return hours
        return common_hours(hours, self._calendar.week_hours_on(day, own))

    def _openings(self, day: date, hours: Day) -> Iterator[Opening]:
        for span in hours:
            past_midnight = span.ends == time.max
            ends = self._midnight_after(day) if past_midnight else self._at(day, span.ends)
            yield Opening(self._at(day, span.begins), ends, past_midnight)

    def _midnight_after(self, day: date) -> datetime:
        return self._at(day + timedelta(days=1), time(0, 0))

    def _at(self, day: date, clock: time) -> datetime:
        # With the offset of the moment: between two of one zone Python counts by the wall clock.
        moment = datetime.combine(day, clock, self._zone)
        return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
