"""Who is behind the tickets of today, as far as clerks may see it."""

from collections.abc import Iterable, Mapping
from typing import Final

import structlog

from contract.ids import EpochMs
from contract.messages.commands import GivenCard
from coordinator.service.errands import Job
from coordinator.service.ports import Store, Visitor, VisitorKey

log = structlog.get_logger("coordinator")

ERASE_EVERY_MS: Final = 60_000


class KnownVisitors:
    """Visitors' cards, for as long as the store keeps them and no longer."""

    def __init__(self) -> None:
        self.cards: Final[dict[VisitorKey, GivenCard]] = {}
        self._day = ""
        self._erased_at_ms = EpochMs(0)

    def begin(self, day: str, cards: Mapping[VisitorKey, GivenCard]) -> None:
        """Know these, of a business day and of later ones, and no others."""
        self._day = day
        self.cards.clear()
        self.cards.update(cards)

    def note(self, visitors: Iterable[Visitor]) -> None:
        """Take in who has come, once it is committed."""
        for visitor in visitors:
            self.cards[visitor.key] = visitor.card

    async def erase_due(self, store: Store, day: str, now_ms: EpochMs) -> None:
        """Have the store erase whose end has come, now and then, and forget them."""
        if abs(now_ms - self._erased_at_ms) < ERASE_EVERY_MS:
            return
        if erased := await Job(store.erase_due, now_ms):
            log.info("visitors.erased", count=erased)
        if erased or day != self._day:
            self.begin(day, await Job(store.visitors, day))
        self._erased_at_ms = now_ms
