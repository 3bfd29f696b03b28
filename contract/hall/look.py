"""How the programs of a hall look: its own colour, its logo, light or dark."""

from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from contract.colours import COLOUR_PATTERN, READABLE, contrast, nearest_readable
from contract.hall.entry import Entry

Mode: TypeAlias = Literal["light", "dark"]

PICTURE_PATTERN: Final = r"(?i)^.+\.(png|jpe?g)$"
GROUNDS: Final = {"light": "#f4f6f9", "dark": "#16202d"}
"""The paper of the light palette, the card of the dark one: where an accent is hardest to read."""


class Look(Entry):
    accent: Annotated[str, Field(pattern=COLOUR_PATTERN)] | None = None
    """The hall's own colour, as "#0b4a86"."""
    logo: Annotated[str, Field(pattern=PICTURE_PATTERN, max_length=200)] | None = None
    """A picture, named from where the hall file lies."""
    kiosk: Mode = "light"
    panel: Mode = "light"
    board: Mode = "dark"

    @model_validator(mode="after")
    def _is_readable(self) -> Self:
        if self.accent is None:
            return self
        paper = GROUNDS[self.kiosk]
        has = contrast(self.accent, paper)
        if has < READABLE:
            near = nearest_readable(self.accent, paper)
            raise ValueError(
                f"accent {self.accent} has a contrast of {has:.1f}:1 to the {self.kiosk} ground of "
                f"the kiosk; a text needs {READABLE:.0f}:1, and the nearest that has it is {near}"
            )
        return self
