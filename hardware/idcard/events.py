"""What a card reader has to say."""

from dataclasses import dataclass
from typing import TypeAlias

from hardware.idcard.records import IdCard
from hardware.idcard.service_card import ServiceCard


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


@dataclass(frozen=True)
class ServiceCardRead:
    """A card that tells its number and nothing else; only of readers that the hall wants so."""

    card: ServiceCard


CardEvent: TypeAlias = (
    ReaderUp | ReaderDown | CardRead | ServiceCardRead | CardRefused | PleaseReplace | CardRemoved
)
