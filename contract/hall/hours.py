"""Opening hours, in the hall's own time."""

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")

Weekday: TypeAlias = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
_WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)


class Span(BaseModel):
    """From `begins` up to, not including, `ends`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begins: time
    ends: time

    def has(self, at: time) -> bool:
        """Tell whether a time of the day is in it."""
        return self.begins <= at < self.ends


def _read_span(value: object) -> object:
    if isinstance(value, Span):
        return value
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f'"{value}" is not a span of hours, as "08:30-12:00"')
    begin_hour, begin_minute, end_hour, end_minute = match.groups()
    begins = time(int(begin_hour), int(begin_minute))
    ends = time(int(end_hour), int(end_minute)) if end_hour else time.max
    if begins >= ends:
        raise ValueError(f'"{value}" ends before it begins')
    return Span(begins=begins, ends=ends)


def _one_after_the_other(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    for before, after in pairwise(spans):
        if after.begins < before.ends:
            raise ValueError(
                f"{after.begins:%H:%M} is before {before.ends:%H:%M}, the end of the span before it"
            )
    return spans


Between = Annotated[Span, BeforeValidator(_read_span)]
Day = Annotated[tuple[Between, ...], AfterValidator(_one_after_the_other)]
_ALWAYS: Final[Day] = (Span(begins=time(0, 0), ends=time.max),)


class Hours(BaseModel):
    """The hours of a week. A day left out is open all day; `[]` is closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    monday: Day = _ALWAYS
    tuesday: Day = _ALWAYS
    wednesday: Day = _ALWAYS
    thursday: Day = _ALWAYS
    friday: Day = _ALWAYS
    saturday: Day = _ALWAYS
    sunday: Day = _ALWAYS

    def of(self, weekday: Weekday) -> Day:
        """Return the hours of a day of the week."""
        day: Day = getattr(self, weekday)
        return day

    def on(self, day: date) -> Day:
        """Return the hours that a day has by its place in the week."""
        return self.of(_WEEKDAYS[day.weekday()])


def common_hours(first: Day, second: Day) -> Day:
    """Return when both are open."""
    return tuple(
        Span(begins=max(a.begins, b.begins), ends=min(a.ends, b.ends))
        for a in first
        for b in second
        if max(a.begins, b.begins) < min(a.ends, b.ends)
    )
