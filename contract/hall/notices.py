"""What a hall has to say to everybody: on its boards, and on kiosks while nobody uses them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from contract.hall.entry import Entry
from contract.hall.hours import Day
from contract.ids import ID_PATTERN, ZoneId
from contract.text import Text

Where: TypeAlias = Literal["kiosk", "board"]


class Notice(Entry):
    """One notice, on each day from `first_day` to `last_day`; left out, there is no such bound."""

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    text: Text
    first_day: date | None = None
    last_day: date | None = None
    hours: Day = ()
    """When on these days, in the hall's own time, as ["09:00-11:30"]; empty for all day."""
    on: Annotated[tuple[Where, ...], Field(min_length=1)] = ("kiosk", "board")
    zones: tuple[ZoneId, ...] = ()
    """On the screens of which zones; empty for all."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError(f"last_day {self.last_day} is before first_day {self.first_day}")
        return self

    def is_for(self, where: Where, zone: ZoneId, local: datetime) -> bool:
        """Tell whether a screen shows it at a time of the hall's own."""
        day, now = local.date(), local.time()
        begun = self.first_day is None or day >= self.first_day
        over = self.last_day is not None and day > self.last_day
        at_this_hour = not self.hours or any(span.begins <= now < span.ends for span in self.hours)
        here = where in self.on and (not self.zones or zone in self.zones)
        return here and begun and not over and at_this_hour


def shown(
    notices: Iterable[Notice], where: Where, zone: ZoneId, local: datetime
) -> tuple[Text, ...]:
    """Return what a screen has to say at a time of the hall's own."""
    return tuple(each.text for each in notices if each.is_for(where, zone, local))
