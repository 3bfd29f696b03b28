"""What an LED bar shows: a few words in each row, drawn from retained state. Pure.

A bar has no room for a line that says how old its words are. So what may not be true any more is
shown by turns with words that say so, for a while; after that, only those.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from contract.hall import Bar, HallFile
from contract.ids import EpochMs, TicketNumber, WindowId
from contract.messages.state import BoardCall, BoardState, WindowState
from contract.text import Text
from display.core.presenter import lamp_of
from display.core.screens import Lamp
from display.core.staleness import stale
from messaging import HallWatch, LinkState

PAGE_MS: Final = 4_000
"""So long one language stands before the next."""

BLINK_MS: Final = 1_000
"""Cards take one update a second, not more."""

STARTING_MS: Final = 3_000
"""So long after its start a program that has heard nothing leaves the bar as it is."""

DOUBTED_MS: Final = 120_000
"""So long what may not be true is shown at all: people who were called are on their way."""


@dataclass(frozen=True)
class BarRow:
    """One row: its words, and the number in them for bars that show digits only."""

    text: str
    number: str = ""


BarFace: TypeAlias = tuple[BarRow | None, ...]
"""The rows from above; None is dark."""


class BarPresenter:
    """Owns what one bar shows. Every `now_ms` is this machine's time."""

    def __init__(self, bar: Bar, hall: HallFile, watch: HallWatch, began_ms: EpochMs) -> None:
        self._bar = bar
        self._hall = hall
        self._watch = watch
        self._began_ms = began_ms
        self._doubted_since_ms: EpochMs | None = None
        self._window: WindowState | None = None
        self._board: BoardState | None = None

    def on_window(self, state: WindowState, now_ms: EpochMs) -> None:
        """Take what the window is doing."""
        del now_ms
        self._window = state

    def on_board(self, state: BoardState, now_ms: EpochMs) -> None:
        """Take the calls of the zone."""
        del now_ms
        self._board = state

    @property
    def withdrawn(self) -> bool:
        """Whether another program draws this bar: then this one leaves it alone."""
        return self._watch.link is LinkState.TAKEN_OVER

    def face(self, now_ms: EpochMs) -> BarFace | None:
        """Return what is to be seen now; None: whatever is there stays."""
        if self.withdrawn:
            return None
        if stale(self._watch, now_ms) is None:
            self._doubted_since_ms = None
            return self._true(now_ms, flashing=True) if self._knows else None
        if self._watch.hall is None and now_ms - self._began_ms < STARTING_MS:
            return None
        if self._doubted_since_ms is None:
            self._doubted_since_ms = now_ms
        doubted_ms = now_ms - self._doubted_since_ms
        may_show = self._knows and 0 <= doubted_ms < DOUBTED_MS
        if may_show and doubted_ms // PAGE_MS % 2:
            return self._true(now_ms, flashing=False)
        return (self._say(self._bar.stale, now_ms),)

    @property
    def closed(self) -> BarFace:
        """What is left there by a program that ends."""
        return (BarRow(self._bar.closed.in_language(self._bar.languages[0])),)

    @property
    def _knows(self) -> bool:
        return (self._window if self._bar.window else self._board) is not None

    def _true(self, now_ms: EpochMs, *, flashing: bool) -> BarFace:
        if self._bar.window is not None:
            return (self._window_row(now_ms, flashing=flashing),)
        return self._board_rows(now_ms, flashing=flashing)

    def _window_row(self, now_ms: EpochMs, *, flashing: bool) -> BarRow | None:
        state = self._window
        lamp = lamp_of(state)
        if state is None or state.number is None:
            return self._say(self._bar.idle if lamp is Lamp.FREE else self._bar.closed, now_ms)
        words = self._bar.called if lamp is Lamp.CALLING else self._bar.serving
        if flashing and lamp is Lamp.CALLING and self._is_dark(state.since_ms, now_ms):
            return None
        return self._call(words, state.number, state.window_id, now_ms, state.since_ms)

    def _board_rows(self, now_ms: EpochMs, *, flashing: bool) -> BarFace:
        calls = [call for call in self._board.calls if call.active] if self._board else []
        if not calls:
            open_now = self._watch.hall_open is not False
            return (self._say(self._bar.idle if open_now else self._bar.closed, now_ms),)
        row = self._board_row(now_ms, flashing=flashing)
        return tuple(row(call) for call in calls[: self._bar.rows])

    def _board_row(
        self, now_ms: EpochMs, *, flashing: bool
    ) -> Callable[[BoardCall], BarRow | None]:
        def row(call: BoardCall) -> BarRow | None:
            if flashing and self._is_dark(call.called_at_ms, now_ms):
                return None
            words = self._bar.called
            return self._call(words, call.number, call.window_id, now_ms, call.called_at_ms)

        return row

    def _is_dark(self, called_at_ms: EpochMs, now_ms: EpochMs) -> bool:
        """Tell whether a call that flashes is dark just now."""
        past_ms = self._watch.hall_ms(now_ms) - called_at_ms
        return 0 <= past_ms < self._bar.flash_s * 1000 and past_ms // BLINK_MS % 2 == 1

    def _call(
        self,
        words: Text,
        number: TicketNumber,
        window_id: WindowId,
        now_ms: EpochMs,
        since_ms: EpochMs,
    ) -> BarRow:
        window = self._hall.windows.get(window_id)
        painted = str(window.number) if window else window_id
        past_ms = max(0, self._watch.hall_ms(now_ms) - since_ms)
        text = words.in_language(self._language(past_ms))
        return BarRow(text.format(number=number, window=painted), number)

    def _say(self, words: Text, now_ms: EpochMs) -> BarRow:
        window = self._hall.windows.get(self._bar.window) if self._bar.window else None
        text = words.in_language(self._language(now_ms))
        return BarRow(text.format(number="", window=window.number if window else ""))

    def _language(self, past_ms: int) -> str:
        languages = self._bar.languages
        return languages[past_ms // PAGE_MS % len(languages)]
