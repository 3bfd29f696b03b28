"""What a card reader has to say."""

from dataclasses import dataclass
from typing import TypeAlias

from hardware.idcard.records import IdCard


@dataclass(frozen=True)
class ReaderUp:
    sam_id: str


@dataclass(frozen=True)
class ReaderDown:
    """Said once; the reader is tried again in the background."""

    cause: str


@dataclass(frozen=True)
class CardRead:
    """Said once for each time a card is laid down."""

    card: IdCard


@dataclass(frozen=True)
class CardRefused:
    """The card was read well, but is none we understand: offer the keyboard."""

    cause: str


@dataclass(frozen=True)
class PleaseReplace:
    """A card is there and cannot be read so: ask to lift it and lay it down again."""


@dataclass(frozen=True)
class CardRemoved:
    """The card last read, or refused, is gone."""


CardEvent: TypeAlias = ReaderUp | ReaderDown | CardRead | CardRefused | PleaseReplace | CardRemoved
