"""A kiosk's disk in memory, which can be cut off and filled up."""

from collections.abc import Mapping

from kiosk.core.ports import StoreFailed


class PowerCut(BaseException):
    """The kiosk is gone in the middle of what it did."""


class MemoryStore:
    """A `Store`. `records` is what the disk has."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        self.records: dict[str, bytes] = dict(records or {})
        self.saves = 0
        self.cut_before: int | None = None
        """The power goes before so many saves more have reached the disk."""
        self.full = False
        self.damaged = False

    def load(self) -> Mapping[str, bytes]:
        if self.damaged:
            raise StoreFailed("file is not a database", damaged=True)
        return dict(self.records)

    def save(self, changes: Mapping[str, bytes | None]) -> None:
        if self.full:
            raise StoreFailed("database or disk is full")
        if self.cut_before is not None:
            if self.cut_before == 0:
                raise PowerCut
            self.cut_before -= 1
        self.saves += 1
        for key, body in changes.items():
            if body is None:
                self.records.pop(key, None)
            else:
                self.records[key] = body
