"""What every table of the hall file is made of."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from contract.ids import ID_PATTERN

Id = Field(pattern=ID_PATTERN)
Seconds = Annotated[float, Field(gt=0, le=3600, strict=True)]


class Entry(BaseModel):
    """A table of the hall file: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def whole(least: int, most: int) -> Any:
    """A whole number, written as one: neither "3" nor true is taken for it."""
    return Field(ge=least, le=most, strict=True)
