"""Who is behind tickets and bookings: sealed beside the journal, or not stored at all.

A name is never written in plain. Without keys it is known to this run of the coordinator only, and
panels lose it when that ends.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

import msgspec
import structlog

from contract.ids import EpochMs, TicketId
from contract.messages.base import encode
from contract.messages.commands import GivenCard
from coordinator.service.ports import Visitor, VisitorKey
from journal import Keys, KeysInvalid, Sealed, VisitorRow

log = structlog.get_logger("coordinator")

CurrentKeys: TypeAlias = Callable[[], Keys]
"""Returns the keys as they are now: they may be rotated while we run. Raises `KeysInvalid`."""
_NO_KEYS: Final = "hallcall rotate-key makes a key"
_OTHER_KEYS: Final = "give the coordinator the keys that have sealed what is there, and let it read"
_CARDS: Final = msgspec.json.Decoder(GivenCard)


def seal(keys: Keys, visitor: Visitor) -> VisitorRow:
    """Return the row that stores a visitor."""
    sealed = keys.seal(encode(visitor.card), belongs_to=visitor.key)
    key, day, person = visitor.key, visitor.day, visitor.person
    return VisitorRow(key, day, person, *sealed, visitor.erase_after_ms)


def reseal(keys: Keys, row: VisitorRow) -> Sealed:
    """Seal what a row holds under the newest key. Raises `KeysInvalid`."""
    return keys.seal(_opened(keys, row), belongs_to=row.about_id)


class Visitors:
    """Turns visitors into rows, and back. No trouble with keys ever keeps a ticket from anybody."""

    def __init__(self, keys: CurrentKeys | None) -> None:
        self._keys: Final = keys
        self._passing: dict[VisitorKey, Visitor] = {}
        """Those that no row holds."""
        self._told = False

    def rows(self, visitors: Sequence[Visitor]) -> list[VisitorRow]:
        """Return what is to be stored of them."""
        if not visitors:
            return []
        try:
            keys = self._current_keys()
        except KeysInvalid as error:
            self._tell(str(error))
            self._passing |= {visitor.key: visitor for visitor in visitors}
            return []
        return [seal(keys, visitor) for visitor in visitors]

    def cards(self, rows: Iterable[VisitorRow]) -> dict[VisitorKey, GivenCard]:
        """Return what is known of visitors: of those in the rows, and of those in none."""
        cards = {key: visitor.card for key, visitor in self._passing.items()}
        for row in rows:
            try:
                card = _CARDS.decode(_opened(self._current_keys(), row))
            except (KeysInvalid, msgspec.MsgspecError) as error:
                self._tell(str(error))
            else:
                cards[TicketId(row.about_id)] = card
        return cards

    def forget(self, now_ms: EpochMs) -> int:
        """Forget those that no row holds and whose end has come; return how many."""
        due = [key for key, v in self._passing.items() if v.erase_after_ms <= now_ms]
        for key in due:
            del self._passing[key]
        return len(due)

    def _current_keys(self) -> Keys:
        if self._keys is None:
            raise KeysInvalid("the coordinator was given no keys")
        return self._keys()

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            hint = _NO_KEYS if self._keys is None else _OTHER_KEYS
            log.warning("visitors.not_stored", why=why, hint=hint)


def _opened(keys: Keys, row: VisitorRow) -> bytes:
    return keys.open(Sealed(row.key_id, row.sealed), belongs_to=row.about_id)
