"""What a line of LED bars has to say. Each names the bar it is about."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class TroubleKind(Enum):
    """What may be wrong with a bar that answers."""

    FONT = "font"
    """The card lacks a font that the text needs."""
    MEMORY = "memory"
    SIZE = "size"
    """The card drives a screen of another size than we are told."""
    BUSY = "busy"
    OFF = "off"
    REFUSED = "refused"


@dataclass(frozen=True)
class BarUp:
    bar: str


@dataclass(frozen=True)
class BarDown:
    """Said once; the bar is tried again in the background. It ends the bar's troubles."""

    bar: str
    cause: str


@dataclass(frozen=True)
class BarTrouble:
    """Said once, until it is over."""

    bar: str
    kind: TroubleKind
    cause: str


@dataclass(frozen=True)
class BarTroubleOver:
    bar: str
    kind: TroubleKind


LedEvent: TypeAlias = BarUp | BarDown | BarTrouble | BarTroubleOver


class Oddity(Enum):
    """What should be seldom. Counted: many of one kind point at a fault."""

    DAMAGED = "damaged"
    LATE = "late"
    """An answer that came after its time."""
    SILENT = "silent"
    FORGOT = "forgot"
    """The card had lost what we showed: its power was away."""
    REPLACED = "replaced"
    """A character that the card's font has not."""
