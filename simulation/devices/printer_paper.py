"""The paper that comes out of the simulated printer, as what was marked on it."""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

import segno

CELL_DOTS: Final = 12
SMALL_CELL_DOTS: Final = 9
SMALL_TYPE_DOTS: Final = 17
TYPE_DOTS: Final = 24
LINE_DOTS: Final = 30


@dataclass(frozen=True)
class Type:
    """How characters look now."""

    width: int = 1
    height: int = 1
    bold: bool = False
    small: bool = False
    underline: bool = False

    @property
    def cell_dots(self) -> int:
        """The width of a narrow character."""
        return (SMALL_CELL_DOTS if self.small else CELL_DOTS) * self.width

    @property
    def height_dots(self) -> int:
        return (SMALL_TYPE_DOTS if self.small else TYPE_DOTS) * self.height


@dataclass(frozen=True)
class Span:
    """Characters of one look; wide ones take two cells each."""

    text: str
    type: Type
    wide: bool = False

    @property
    def width_dots(self) -> int:
        return len(self.text) * self.cell_dots

    @property
    def cell_dots(self) -> int:
        return CELL_DOTS * self.type.width * 2 if self.wide else self.type.cell_dots


@dataclass(frozen=True)
class TextLine:
    spans: tuple[Span, ...]
    align: int
    pitch_dots: int = LINE_DOTS

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def height_dots(self) -> int:
        return max([self.pitch_dots, *(span.type.height_dots for span in self.spans)])


@dataclass(frozen=True)
class QrCode:
    payload: str
    module_dots: int
    align: int

    @property
    def height_dots(self) -> int:
        modules = len(segno.make_qr(self.payload, error="m").matrix)
        return modules * self.module_dots


@dataclass(frozen=True)
class Raster:
    """A picture, one bit a dot, 1 is ink; each dot `wide` and `tall` dots of the head."""

    width_bytes: int
    rows: int
    bits: bytes = field(repr=False)
    align: int = 0
    wide: int = 1
    tall: int = 1

    @property
    def height_dots(self) -> int:
        return self.rows * self.tall


@dataclass(frozen=True)
class BarCode:
    """A bar code; what it holds is kept, its bars are not drawn."""

    kind: int
    content: str
    bar_dots: int
    align: int

    @property
    def height_dots(self) -> int:
        return self.bar_dots


@dataclass(frozen=True)
class Gap:
    height_dots: int


Mark: TypeAlias = TextLine | QrCode | BarCode | Raster | Gap


@dataclass(frozen=True)
class Slip:
    """One piece of paper, from cut to cut."""

    raw: bytes = field(repr=False)  # the commands that made it; those that only ask left out
    marks: tuple[Mark, ...]
    dots: int

    @property
    def lines(self) -> list[str]:
        return [mark.text for mark in self.marks if isinstance(mark, TextLine)]

    @property
    def qr_payloads(self) -> list[str]:
        return [mark.payload for mark in self.marks if isinstance(mark, QrCode)]

    @property
    def bar_codes(self) -> list[str]:
        return [mark.content for mark in self.marks if isinstance(mark, BarCode)]

    @property
    def rasters(self) -> list[Raster]:
        return [mark for mark in self.marks if isinstance(mark, Raster)]
