"""A card that tells its number and nothing else."""

from dataclasses import dataclass, field
from datetime import date

from hardware.idcard.masking import document_tail


@dataclass(frozen=True)
class ServiceCard:
    """A card that the hall, or the city, has given out. All that is known is its number."""

    number: str = field(repr=False)

    @property
    def name(self) -> str:
        return ""

    @property
    def masked_name(self) -> str:
        return ""

    @property
    def document_tail(self) -> str:
        return document_tail(self.number)

    def age_on(self, day: date) -> None:
        """Nobody's age stands on such a card."""
        del day
