"""A kiosk's own disk, under its outbox: full now and then, and cut off in the middle of a write."""

from collections.abc import Mapping
from typing import Final

from kiosk.core.ports import StoreFailed
from simulation.world.journal import Fate, PowerCut

OWES: Final = ("given/", "said/", "asked/")
"""What the coordinator does not know yet."""


class KioskDisk:
    """A `Store` that outlives the program. What was saved is there; a save is all or nothing.

    Attributes:
        next_save: what becomes of the next save, once.
        full: no save succeeds.
        forgets: something was not saved, so that it is not known after a power cut.
    """

    def __init__(self) -> None:
        self.next_save: Fate | None = None
        self.full = False
        self.forgets = False
        self._records: dict[str, bytes] = {}

    @property
    def owes(self) -> bool:
        """Whether something is still to be handed in, said or asked for."""
        return any(key.startswith(OWES) for key in self._records)

    def load(self) -> Mapping[str, bytes]:
        """Return all records."""
        return dict(self._records)

    def save(self, changes: Mapping[str, bytes | None]) -> None:
        """Keep these records. Raises `StoreFailed`, `PowerCut`."""
        fate, self.next_save = self.next_save, None
        if self.full or fate is Fate.FAILS:
            self.forgets = True
            raise StoreFailed("database or disk is full")
        if fate is Fate.CUT_BEFORE:
            raise PowerCut
        for key, body in changes.items():
            if body is None:
                self._records.pop(key, None)
            else:
                self._records[key] = body
        if fate is Fate.CUT_AFTER:
            raise PowerCut
