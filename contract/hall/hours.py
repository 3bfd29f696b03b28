"""Opening hours, in the hall's own time."""

import re
from datetime import datetime, time
from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Span(BaseModel):
    """From `begins` up to, not including, `ends`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begins: time
    ends: time


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


Day = Annotated[
    tuple[Annotated[Span, BeforeValidator(_read_span)], ...], AfterValidator(_one_after_the_other)
]
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

    def on(self, moment: datetime) -> Day:
        """Return the hours of the day of `moment`, a time in the hall's own zone."""
        day: Day = getattr(self, _WEEKDAYS[moment.weekday()])
        return day

    def open_at(self, moment: datetime) -> bool:
        """Tell whether the hall is open at `moment`, a time in the hall's own zone."""
        return any(span.begins <= moment.time() < span.ends for span in self.on(moment))
