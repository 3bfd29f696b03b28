"""Which calls are large on a board now, and where. Pure.

A call is large at once if one of the places is free, else in its turn. It keeps its place for
`shown_ms`. Whoever has waited two such times hurries the others: one that was large for half its
time gives its place up. Nothing is skipped; a call once in its place does not move.

All of it follows from the calls of the retained board and from their times: a display that starts
anew shows what the one before it showed, as far as the board remembers the calls.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from contract.ids import EpochMs
from contract.messages.state import BoardCall, BoardState
from display.core.calls import Key, key_of

PLACES: Final = 4
LATE_MS: Final = 2_000
"""A call that comes later than this was missed, and is as good as new."""
WAITING_MAX: Final = 64
"""So many wait for a place at most: by then the first of them are no longer called."""
SEEN_MAX: Final = 100


@dataclass(frozen=True)
class Turn:
    """A call, and since when it is large, or waits to be."""

    call: BoardCall
    since_ms: EpochMs


class Tiles:
    """The large calls of one board. Every `now_ms` is the hall's time."""

    def __init__(self, shown_ms: int) -> None:
        self._shown_ms = shown_ms
        self._least_ms = shown_ms // 2
        self._patience_ms = 2 * shown_ms
        self._places: list[Turn | None] = [None] * PLACES
        self._waiting: deque[Turn] = deque()
        self._seen: dict[Key, None] = {}
        self._newest: BoardCall | None = None
        self._begun = False

    def on_board(self, board: BoardState, now_ms: EpochMs) -> None:
        """Take the calls there are."""
        calls = board.calls
        if not calls:
            self._places, self._waiting = [None] * PLACES, deque()
        self._newest = calls[0] if calls else None
        self._refresh({key_of(call): call for call in calls})
        for call in reversed(calls):
            if key_of(call) not in self._seen:
                self._seen[key_of(call)] = None
                self._take(Turn(call, self._since(call, now_ms)))
        self._forget()
        self._begun = True

    def at(self, now_ms: EpochMs) -> Sequence[Turn | None]:
        """Return who is in each place; when nothing is new, the newest of all is there alone."""
        self._advance(now_ms)
        large = [
            turn if turn and not self._is_over(turn, now_ms) else None for turn in self._places
        ]
        return large if any(large) else self._newest_alone()

    def _newest_alone(self) -> Sequence[Turn | None]:
        newest = self._newest
        if newest is None:
            return [None] * PLACES
        alone = [turn if turn and turn.call == newest else None for turn in self._places]
        return alone if any(alone) else [Turn(newest, newest.called_at_ms), *alone[1:]]

    def _since(self, call: BoardCall, now_ms: EpochMs) -> EpochMs:
        """Return when a call became new. One that the line kept back is new to those who look."""
        missed = self._begun and now_ms - call.called_at_ms >= LATE_MS
        if missed and call.active and now_ms < call.expires_at_ms:
            return now_ms
        return min(call.called_at_ms, now_ms)

    def _take(self, turn: Turn) -> None:
        self._advance(turn.since_ms)
        for place, there in enumerate(self._places):
            if there and self._replaces(turn, there) and not self._is_over(there, turn.since_ms):
                self._places[place] = turn
                return
        for index, waiting in enumerate(self._waiting):
            if self._replaces(turn, waiting):
                self._waiting[index] = replace(waiting, call=turn.call)
                return
        self._waiting.append(turn)
        if len(self._waiting) > WAITING_MAX:
            self._waiting.popleft()
        self._advance(turn.since_ms)

    def _advance(self, now_ms: EpochMs) -> None:
        """Give places to whoever waits for one and can have it by now, in turn."""
        while self._waiting:
            first = self._waiting[0]
            at_ms, place = min((self._free_at(place, first), place) for place in range(PLACES))
            if at_ms > now_ms:
                return
            self._places[place] = replace(self._waiting.popleft(), since_ms=at_ms)

    def _free_at(self, place: int, first: Turn) -> EpochMs:
        """Return when the first who waits can have a place."""
        there = self._places[place]
        if there is None:
            return first.since_ms
        over_ms = there.since_ms + self._shown_ms
        hurried_ms = max(there.since_ms + self._least_ms, first.since_ms + self._patience_ms)
        return EpochMs(max(first.since_ms, min(over_ms, hurried_ms)))

    def _is_over(self, turn: Turn, now_ms: EpochMs) -> bool:
        return now_ms >= turn.since_ms + self._shown_ms

    def _replaces(self, new: Turn, old: Turn) -> bool:
        """Tell whether a call is another of the same ticket."""
        return new.call.number == old.call.number

    def _refresh(self, calls: dict[Key, BoardCall]) -> None:
        """Know of calls that are over since; those the board has forgotten stay as they were."""
        for place, there in enumerate(self._places):
            if there:
                self._places[place] = replace(there, call=calls.get(key_of(there.call), there.call))
        fresh = (
            replace(each, call=calls.get(key_of(each.call), each.call)) for each in self._waiting
        )
        self._waiting = deque(fresh)

    def _forget(self) -> None:
        while len(self._seen) > SEEN_MAX:
            del self._seen[next(iter(self._seen))]
