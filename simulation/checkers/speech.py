"""Calls are spoken as often as the hall says, never late, and only if they were made."""

from collections import Counter
from typing import Final

from display.core.utterance import Announcement
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

ONCE: Final = "spoken at most once a zone"
LATE: Final = "no call is spoken late"
GRACE_MS: Final = 4_000
"""A display follows the hall's time only when it is two seconds off; and then there is the way."""


class Speech:
    """Looks at each call and at each announcement."""

    def __init__(self, accuse: Accuse, repeats: int) -> None:
        self._accuse = accuse
        self._repeats = repeats
        self._expires_ms: dict[tuple[str, int], int] = {}
        self._last: dict[str, int] = {}
        self._spoken: Counter[tuple[str, str, int]] = Counter()
        self.count = 0

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.call_seq is not None and row.zone_id is not None and row.expires_at_ms is not None:
            key = row.zone_id, row.call_seq
            last = self._last.get(row.zone_id, 0)
            if row.call_seq != last + 1:
                self._accuse("calls are counted", f"{row.call_seq} follows {last}: {row.zone_id}")
            self._last[row.zone_id] = row.call_seq
            self._expires_ms[key] = row.expires_at_ms

    def spoken(
        self, display: str, zone: str, call: Announcement, hall_now_ms: int, *, clock_right: bool
    ) -> None:
        """A voice begins; a clock that is wrong may make it late, or silent."""
        self.count += 1
        expires_ms = self._expires_ms.get((zone, call.seq))
        if expires_ms is None:
            self._accuse("only calls are spoken", f"{display} says {call.name}")
        elif clock_right and hall_now_ms > expires_ms + GRACE_MS:
            self._accuse(LATE, f"{display} says {call.name} {hall_now_ms - expires_ms} ms late")
        key = display, zone, call.seq
        self._spoken[key] += 1
        if self._spoken[key] > self._repeats:
            self._accuse(ONCE, f"{display} says {call.name} again")
