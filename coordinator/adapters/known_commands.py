"""Tells at once that a command is new, which nearly every command is.

Whether it has had an answer stands in the journal; but to ask there costs a call at a window a
tenth of its time. So the ids of all commands that have had one are kept in a Bloom filter: it may
take a new one for known, and then the journal is asked; it never takes a known one for new.
"""

import time
from collections.abc import Callable, Iterable
from typing import Final

import structlog

from coordinator.service.ports import CommandKey
from journal import Journal

log = structlog.get_logger("coordinator")

FILTER_BITS: Final = 1 << 25
"""Four megabytes; with all that it may hold, one new command in eighty is asked for in vain."""
KNOWN_MAX: Final = 2_000_000
"""With more it would know everything; it begins again with those that are not forgotten yet."""
CHUNK: Final = 2000
"""So many of those from before the start are learned at a time: nobody is to wait for it."""
REST_S: Final = 0.1
"""And no sooner than so long after the last: a day has half a million, a moment few commands."""
_MASK: Final = FILTER_BITS - 1
_OTHER_HALF: Final = 32


class KnownCommands:
    """The commands of one journal that have had an answer. Only its writer can keep it.

    Args:
        seconds: tells how much time has passed.
    """

    def __init__(self, journal: Journal, seconds: Callable[[], float] = time.monotonic) -> None:
        self._journal: Final = journal
        self._seconds: Final = seconds
        self._rests_until_s = 0.0
        self._begin_again()

    def perhaps(self, keys: Iterable[CommandKey]) -> list[CommandKey]:
        """Return those of the commands that may have had an answer; all others have had none."""
        self.learn()
        return [key for key in keys if not self._is_learned(key) or self._has(key)]

    def learn(self) -> None:
        """Learn some more of those from before the start, if it is time to."""
        if not self._complete and self._seconds() >= self._rests_until_s:
            self._learn_some()
            self._rests_until_s = self._seconds() + REST_S

    def note(self, keys: Iterable[tuple[str, str]]) -> None:
        """Remember that these have an answer now."""
        marks = self._filter
        for key in keys:
            mixed = hash(key)
            one, other = mixed & _MASK, mixed >> _OTHER_HALF & _MASK
            marks[one >> 3] |= 1 << (one & 7)
            marks[other >> 3] |= 1 << (other & 7)
            self._count += 1
        if self._count > KNOWN_MAX:
            self._begin_again()

    def _begin_again(self) -> None:
        self._filter = bytearray(FILTER_BITS // 8)
        self._count = 0
        self._complete = False
        self._learned_devices: set[str] = set()
        self._learned_to = "", ""
        self._rests_until_s = 0.0

    def _learn_some(self) -> None:
        keys = self._journal.answered(after=self._learned_to, limit=CHUNK)
        if keys:
            self._learned_devices |= {self._learned_to[0], *(device for device, _ in keys)}
            self._learned_to = keys[-1]
            self._learned_devices.discard(keys[-1][0])  # more of it may come
        self._complete = len(keys) < CHUNK
        self.note(keys)
        if self._complete:
            log.info("commands.learned", count=self._count)

    def _is_learned(self, key: CommandKey) -> bool:
        return self._complete or key.device_id in self._learned_devices

    def _has(self, key: CommandKey) -> bool:
        mixed = hash(key)
        bits = mixed & _MASK, mixed >> _OTHER_HALF & _MASK
        return all(self._filter[bit >> 3] & 1 << (bit & 7) for bit in bits)
