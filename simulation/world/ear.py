"""What a voice has heard by when: whoever judges must know which calls it could say."""

from collections import deque
from typing import Final

REMEMBERED: Final = 64


class Ear:
    """The ear of one run of a display.

    Attributes:
        knows_since_ms: since then it tells calls of its own time from those before.
        beats: when it has heard that the coordinator lives.
        spoke: when it began to say something.
    """

    def __init__(self) -> None:
        self.knows_since_ms: int | None = None
        self.beats: deque[int] = deque(maxlen=REMEMBERED)
        self.spoke: deque[int] = deque(maxlen=REMEMBERED)
        self._fresh = True
        self._hears = False

    def connected(self) -> None:
        """The line is new: the next heartbeat may be one of long ago."""
        self._fresh, self._hears = True, False

    def beat(self, now_ms: int) -> None:
        """A heartbeat comes."""
        if self._fresh:
            self._fresh = False
        else:
            self._hears = True
            self.beats.append(now_ms)

    def board(self, now_ms: int) -> None:
        """A board comes: it is to be believed while the coordinator lives."""
        if self._hears and self.knows_since_ms is None:
            self.knows_since_ms = now_ms
