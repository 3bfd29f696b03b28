"""Protects a quick second press from a button that has just become another one."""

from typing import Final

from contract.ids import EpochMs

GUARD_MS: Final = 400
"""The second press of a double click comes within this time, a meant one later."""


class Guard:
    """Closed for a moment after each change."""

    def __init__(self) -> None:
        self._open_from_ms = 0

    def changed(self, now_ms: EpochMs) -> None:
        """Something under the finger is not what it was."""
        self._open_from_ms = now_ms + GUARD_MS

    def lets_through(self, now_ms: EpochMs) -> bool:
        """Return whether a press now is meant for what is there now."""
        return now_ms >= self._open_from_ms or now_ms < self._open_from_ms - GUARD_MS
