"""Which call is said next in a zone, and which are not said at all. Pure.

Calls come as news (`Call`, never retained) and stand in the retained `BoardState`, which holds the
last dozen. News may be lost while the line is down: what is on the board, was never said and is
still good is said then. What stood on the first board of all was called before this display began,
and nobody is shouted at late.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from contract.ids import EpochMs
from contract.messages.state import BoardCall, BoardState, Call

SETTLED_MAX: Final = 500
"""So many calls are remembered as settled: far more than a board can bring back."""

Key: TypeAlias = tuple[EpochMs, int]
"""What tells calls apart. Not `seq` alone: it begins anew with a new database."""


class Why(Enum):
    """Why a call is not said."""

    EXPIRED = "expired"
    OVER = "over"
    """The ticket is no longer called or served at that window."""


@dataclass(frozen=True)
class Dropped:
    """A call that will not be said."""

    call: BoardCall
    why: Why


class Announcements:
    """The calls of one zone that wait to be said. Each is given out at most once."""

    def __init__(self) -> None:
        self._begun = False
        self._began_after: Key = (EpochMs(0), 0)
        self._waiting: dict[Key, BoardCall] = {}
        self._settled: dict[Key, None] = {}
        self._dropped: list[Dropped] = []

    @property
    def waiting(self) -> tuple[BoardCall, ...]:
        """The calls not yet said, in the order they will be."""
        return tuple(sorted(self._waiting.values(), key=lambda call: call.seq))

    def on_call(self, news: Call) -> None:
        """Take a call that was just made."""
        self._take(news.call)

    def on_board(self, board: BoardState, *, believed: bool = True) -> None:
        """Take what the board shows: it fills gaps, and says which calls are over.

        A board that cannot be `believed`, for the coordinator is not there, may be of an older
        time: the first that can counts as the first of all.
        """
        if not self._begun:
            self._begun = believed
            newest = max(map(_key, board.calls), default=(EpochMs(0), 0))
            self._began_after = max(self._began_after, newest)
        for call in board.calls:
            key = _key(call)
            if key in self._waiting:
                self._waiting[key] = call
            elif key > self._began_after:
                self._take(call)

    def next(self, now_ms: EpochMs) -> BoardCall | None:
        """Take out and return the call to be said now, or None. `now_ms` is the hall's time."""
        for call in self.waiting:
            why = _why_not(call, now_ms)
            del self._waiting[_key(call)]
            self._settle(_key(call))
            if why is None:
                return call
            self._dropped.append(Dropped(call, why))
        return None

    def take_dropped(self) -> list[Dropped]:
        """Return what was dropped since the last time, for the log."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def _take(self, call: BoardCall) -> None:
        key = _key(call)
        if key not in self._settled:
            self._waiting.setdefault(key, call)

    def _settle(self, key: Key) -> None:
        self._settled[key] = None
        while len(self._settled) > SETTLED_MAX:
            del self._settled[next(iter(self._settled))]


def _key(call: BoardCall) -> Key:
    return (call.called_at_ms, call.seq)


def _why_not(call: BoardCall, now_ms: EpochMs) -> Why | None:
    if now_ms >= call.expires_at_ms:
        return Why.EXPIRED
    return None if call.active else Why.OVER
