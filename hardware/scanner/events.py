"""What a scanner has to say."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class ScannerUp:
    pass


@dataclass(frozen=True)
class ScannerDown:
    """Said once; the scanner is tried again in the background."""

    cause: str


@dataclass(frozen=True)
class Scanned:
    """One code, without the line's end. It may be a person's: it is shown nowhere.

    Whoever holds up a telephone writes what stands in it: all that is known is that it can be
    printed and is not too long.
    """

    text: str = field(repr=False)


@dataclass(frozen=True)
class ZoneScanned:
    """The lines of one machine-readable zone, whichever way the reader has cut them."""

    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class ScanRefused:
    """Something was read that is no text, or no text of a sensible length."""

    cause: str


ScannerEvent: TypeAlias = ScannerUp | ScannerDown | Scanned | ZoneScanned | ScanRefused
