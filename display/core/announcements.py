"""Which call is said next in a zone, and which are not said at all. Pure.

Calls come as news (`Call`, never retained) and stand in the retained `BoardState`, which holds the
last dozen. News may be lost while the line is down: what is on the board, was never said and is
still good is said then. What stood on the first board of all was called before this display began,
and nobody is shouted at late.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from contract.ids import EpochMs, WindowId
from contract.messages.state import BoardCall, BoardState, Call
from display.core.calls import Key, key_of

SETTLED_MAX: Final = 500
"""So many calls are remembered as settled: far more than a board can bring back."""


class Why(Enum):
    """Why a call is not said."""

    EXPIRED = "expired"
    OVER = "over"
    """The ticket is no longer called or served at that window."""
    MERGED = "merged"
    """The window has called again meanwhile: only its newest call is said."""
    QUIET = "quiet"
    """The hall is silent at this hour."""


@dataclass(frozen=True)
class Dropped:
    """A call that will not be said."""

    call: BoardCall
    why: Why


class Announcements:
    """The calls of one zone that wait to be said. Each is given out at most `repeats` times.

    New calls go before repeats. Of a window only its newest call is said.

    Args:
        quiet: whether the hall is silent at a time.
    """

    def __init__(
        self, *, repeats: int = 1, quiet: Callable[[EpochMs], bool] = lambda _now_ms: False
    ) -> None:
        self._repeats = repeats
        self._quiet = quiet
        self._again: dict[Key, tuple[BoardCall, int]] = {}
        self._newest: dict[WindowId, Key] = {}
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
            newest = max(map(key_of, board.calls), default=(EpochMs(0), 0))
            self._began_after = max(self._began_after, newest)
        for call in board.calls:
            key = key_of(call)
            if key in self._waiting:
                self._waiting[key] = call
            elif key in self._again:
                self._again[key] = (call, self._again[key][1])
            elif key > self._began_after:
                self._take(call)

    def next(self, now_ms: EpochMs) -> BoardCall | None:
        """Take out and return the call to be said now, or None. `now_ms` is the hall's time."""
        for call in self.waiting:
            why = self._why_not(call, now_ms)
            del self._waiting[key_of(call)]
            self._settle(key_of(call))
            if why is None:
                self._said(call, self._repeats)
                return call
            self._dropped.append(Dropped(call, why))
        return self._next_again(now_ms)

    def _next_again(self, now_ms: EpochMs) -> BoardCall | None:
        """Return a call to be said once more: whoever has come meanwhile is left in peace."""
        while self._again:
            key = next(iter(self._again))
            call, left = self._again.pop(key)
            if self._why_not(call, now_ms) is None:
                self._said(call, left)
                return call
        return None

    def _said(self, call: BoardCall, left: int) -> None:
        if left > 1:
            self._again[key_of(call)] = (call, left - 1)

    def _why_not(self, call: BoardCall, now_ms: EpochMs) -> Why | None:
        if now_ms >= call.expires_at_ms:
            return Why.EXPIRED
        if not call.active:
            return Why.OVER
        if self._newest[call.window_id] > key_of(call):
            return Why.MERGED
        return Why.QUIET if self._quiet(now_ms) else None

    def take_dropped(self) -> list[Dropped]:
        """Return what was dropped since the last time, for the log."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def _take(self, call: BoardCall) -> None:
        key = key_of(call)
        if key not in self._settled:
            self._waiting.setdefault(key, call)
            self._newest[call.window_id] = max(key, self._newest.get(call.window_id, key))

    def _settle(self, key: Key) -> None:
        self._settled[key] = None
        while len(self._settled) > SETTLED_MAX:
            del self._settled[next(iter(self._settled))]
