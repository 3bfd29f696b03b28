"""Opening hours, in the hall's own time."""

import re
from datetime import datetime, time
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

_SPAN: Final = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Span(BaseModel):
    """From `begins` up to, not including, `ends`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begins: time
    ends: time


def _read_span(value: object) -> object:
    if isinstance(value, Span):
        return value
    match = _SPAN.match(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError('opening hours are written as "08:30-12:00"')
    begin_hour, begin_minute, end_hour, end_minute = map(int, match.groups())
    span = Span(begins=time(begin_hour, begin_minute), ends=time(end_hour, end_minute))
    if span.begins >= span.ends:
        raise ValueError(f'"{value}" ends before it begins')
    return span


Day = tuple[Annotated[Span, BeforeValidator(_read_span)], ...]
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

    def open_at(self, moment: datetime) -> bool:
        """Tell whether the hall is open at `moment`, a time in the hall's own zone."""
        day: Day = getattr(self, _WEEKDAYS[moment.weekday()])
        return any(span.begins <= moment.time() < span.ends for span in day)
