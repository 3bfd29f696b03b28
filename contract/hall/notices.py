"""What a hall has to say to everybody: on its screens while nobody uses them."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from contract.hall.entry import Entry
from contract.ids import ID_PATTERN
from contract.text import Text


class Notice(Entry):
    """One notice, on each day from `first_day` to `last_day`; left out, there is no such bound."""

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    text: Text
    first_day: date | None = None
    last_day: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError(f"last_day {self.last_day} is before first_day {self.first_day}")
        return self

    def is_for(self, day: date) -> bool:
        """Tell whether it is shown on this day."""
        begun = self.first_day is None or day >= self.first_day
        return begun and (self.last_day is None or day <= self.last_day)
