"""What a bus of keypads has to say."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from hardware.keypad.codec import Key


@dataclass(frozen=True)
class BusUp:
    pass


@dataclass(frozen=True)
class BusDown:
    """Said once; the port is tried again in the background."""

    cause: str


@dataclass(frozen=True)
class KeyPressed:
    """Said once a press, however often the keypad had to repeat it."""

    address: int
    key: Key


@dataclass(frozen=True)
class Rated:
    """The answer to `start_rating`; at most one for each."""

    address: int
    level: int


@dataclass(frozen=True)
class KeyStuck:
    """A key sends without end: the keypad needs a technician."""

    address: int


KeypadEvent: TypeAlias = BusUp | BusDown | KeyPressed | Rated | KeyStuck


class Oddity(Enum):
    """What a bus should seldom carry. Counted: many of one kind point at a fault."""

    DAMAGED = auto()  # noise, or two keypads at once
    ECHO = auto()  # our own bytes: the adapter's way, harmless
    REPEATED = auto()  # our answer was lost, or a key bounces
    UNKNOWN_ADDRESS = auto()
    UNKNOWN_KEY = auto()
    UNASKED_RATING = auto()  # too late, or a second one
