"""What every table of the hall file is made of."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from contract.ids import ID_PATTERN

Id = Field(pattern=ID_PATTERN)
Seconds = Annotated[float, Field(gt=0, le=3600, strict=True)]


class Entry(BaseModel):
    """A table of the hall file: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy that works out anew what this one has worked out from its fields."""
        copied = super().model_copy(update=update, deep=deep)
        for worked_out in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[worked_out]
        return copied


def whole(least: int, most: int) -> Any:
    """A whole number, written as one: neither "3" nor true is taken for it."""
    return Field(ge=least, le=most, strict=True)
