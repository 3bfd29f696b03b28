"""How many calls a bar has shown since the program's start: for who asks how much it is worn."""

from collections import deque
from typing import Final

from contract.ids import EpochMs
from display.core.bars import BarFace

TELL_EVERY_MS: Final = 10_000
REMEMBERED: Final = 64
"""More than any bar shows at once, far fewer than a day has: tomorrow's A001 is another."""


class CallsShown:
    """Counts the numbers that come up. One that flashes, or is called again, is one."""

    def __init__(self) -> None:
        self.count = 0
        self._seen: deque[str] = deque(maxlen=REMEMBERED)
        self._told = 0
        self._tell_at_ms = 0

    def see(self, face: BarFace) -> None:
        """Take what the bar shows from now on."""
        for row in face:
            if row is not None and row.number and row.number not in self._seen:
                self._seen.append(row.number)
                self.count += 1

    def is_due(self, now_ms: EpochMs) -> bool:
        """Tell, once each time, whether the count is to be told now."""
        if self.count == self._told or now_ms < self._tell_at_ms:
            return False
        self._told = self.count
        self._tell_at_ms = now_ms + TELL_EVERY_MS
        return True
