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
    """One code, without the line's end. It may be a person's: it is shown nowhere."""

    text: str = field(repr=False)


ScannerEvent: TypeAlias = ScannerUp | ScannerDown | Scanned
