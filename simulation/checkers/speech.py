"""Calls are spoken as often as the hall says, never late, and only if they were made."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from contract.hall import HallFile
from display.core.utterance import Announcement
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

ONCE: Final = "spoken at most once a zone"
RIGHT: Final = "what is spoken is what was called"
LATE: Final = "no call is spoken late"
GRACE_MS: Final = 4_000
"""A display follows the hall's time only when it is two seconds off; and then there is the way."""


class Speech:
    """Looks at each call and at each announcement."""

    def __init__(self, file: HallFile, accuse: Accuse) -> None:
        self.called: Callable[[Happening], object] = lambda _: None
        """Told of each call, to see that it is heard."""
        self.taken_back: Callable[[str], object] = lambda _: None
        """Told of each ticket whose finish is undone."""
        self._accuse = accuse
        self._repeats = file.voice.repeats
        self._painted: dict[str, int] = {each.id: each.number for each in file.window}
        self._names: dict[tuple[str, int], str] = {}
        self._expires_ms: dict[tuple[str, int], int] = {}
        self._last: dict[str, int] = {}
        self._spoken: Counter[tuple[str, str, int]] = Counter()
        self.count = 0

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.kind == "finish_undone":
            self.taken_back(row.ticket_id or "")
        if row.call_seq is not None and row.zone_id is not None and row.expires_at_ms is not None:
            key = row.zone_id, row.call_seq
            last = self._last.get(row.zone_id, 0)
            if row.call_seq != last + 1:
                self._accuse("calls are counted", f"{row.call_seq} follows {last}: {row.zone_id}")
            self._last[row.zone_id] = row.call_seq
            self._expires_ms[key] = row.expires_at_ms
            self._names[key] = self._name(row)
            self.called(row)

    def spoken(
        self, display: str, zone: str, call: Announcement, hall_now_ms: int, *, clock_right: bool
    ) -> None:
        """A voice begins; a clock that is wrong may make it late, or silent."""
        self.count += 1
        expires_ms = self._expires_ms.get((zone, call.seq))
        if expires_ms is None:
            self._accuse("only calls are spoken", f"{display} says {call.name}")
        elif call.name != self._names[zone, call.seq]:
            self._accuse(RIGHT, f"{display} says {call.name}, not {self._names[zone, call.seq]}")
        elif clock_right and hall_now_ms > expires_ms + GRACE_MS:
            self._accuse(LATE, f"{display} says {call.name} {hall_now_ms - expires_ms} ms late")
        key = display, zone, call.seq
        self._spoken[key] += 1
        if self._spoken[key] > self._repeats:
            self._accuse(ONCE, f"{display} says {call.name} again")

    def times_spoken(self, display: str, zone: str, call_seq: int) -> int:
        """Return how often a display has said a call."""
        return self._spoken[display, zone, call_seq]

    def _name(self, row: Happening) -> str:
        """Return what the sound of a call is named: its number, window and count among it."""
        number = re.sub(r"[^A-Za-z0-9]", "_", row.number or "")
        window = self._painted[row.window_id or ""]
        return f"{row.call_seq}-{number}-{window}-{row.call_count}"
