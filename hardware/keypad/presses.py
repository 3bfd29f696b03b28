"""What counts as a press, and which rating is asked for. Whatever the protocol; knows no clock."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from hardware.keypad.settings import KeypadSettings

BITS_PER_BYTE: Final = 10
"""8 data bits, start and stop."""


class Press(Enum):
    NEW = auto()
    REPEATED = auto()
    STUCK = auto()
    """Repeated so often that somebody has to look; told once."""


@dataclass
class _Last:
    said: Hashable
    at_s: float
    repeats: int = 0


class Presses:
    """Tells a press from its repeats.

    Each repeat counts from the one before it: a key held down stays one press.
    """

    def __init__(self, settings: KeypadSettings) -> None:
        self._settings = settings
        self._last: dict[Hashable, _Last] = {}

    def take(self, sender: Hashable, said: Hashable, now_s: float) -> Press:
        """Take what `sender` said."""
        last = self._last.get(sender)
        if last and last.said == said and now_s - last.at_s <= self._settings.repeat_gap_s:
            last.at_s = now_s
            last.repeats += 1
            stuck = last.repeats == self._settings.stuck_repeats
            return Press.STUCK if stuck else Press.REPEATED
        self._last[sender] = _Last(said, now_s)
        return Press.NEW


class RatingWindows:
    """One rating counts for each time one was started, and only for a while."""

    def __init__(self, settings: KeypadSettings) -> None:
        self._settings = settings
        self._until_s: dict[int, float] = {}

    def open(self, address: int, now_s: float) -> None:
        self._until_s[address] = now_s + self._settings.rating_window_s

    def take(self, address: int, now_s: float) -> bool:
        """Return whether a rating now was asked for; the next one is not."""
        until_s = self._until_s.pop(address, None)
        return until_s is not None and now_s <= until_s


class Echoes:
    """Our own words, as an adapter may give them back: each is heard once, and soon."""

    def __init__(self, settings: KeypadSettings) -> None:
        self._settings = settings
        self._due: deque[tuple[bytes, float]] = deque()  # with the time until which they count
        self._sent_until_s = 0.0

    def said(self, sent: bytes, heard_as: bytes, now_s: float) -> None:
        """We sent `sent` now, which would come back as `heard_as`."""
        transmit_s = len(sent) * BITS_PER_BYTE / self._settings.baud
        self._sent_until_s = max(self._sent_until_s, now_s) + transmit_s
        self._due.append((heard_as, self._sent_until_s + self._settings.echo_s))

    def take(self, heard: bytes, now_s: float) -> bool:
        """Return whether `heard` is one of them."""
        while self._due and now_s > self._due[0][1]:
            self._due.popleft()
        for echo in self._due:
            if echo[0] == heard:
                self._due.remove(echo)
                return True
        return False
