"""Draws the board of a zone, or the sign over a window, from retained state.

Called on the Qt thread only. Every `now_ms` is this machine's time.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from contract.ids import EpochMs, WindowId, ZoneId
from contract.messages.state import BoardLine, BoardState, WindowState
from contract.waits import minutes
from display.core.calls import key_of
from display.core.ports import View
from display.core.rest import shift
from display.core.screens import Board, Both, Lamp, Picture, Rest, Tile, WaitingRow, WindowSign
from display.core.signage import Signage
from display.core.spans import pages
from display.core.tiles import Tiles, Turn
from messaging import HallWatch

LINES_PER_PAGE: Final = 8
LINES_BESIDE_A_NOTICE: Final = 6
PAGE_MS: Final = 8_000
PAUSED_CHARS_MAX: Final = 18
"""In so many characters paused windows are named at once."""
GRIDS: Final = (1, 2, 4)
"""Into how many places the room for large calls is divided."""


class Presenter(Protocol):
    """What the program needs of either kind."""

    def refresh(self, now_ms: EpochMs) -> None: ...


class BoardPresenter:
    """Owns the screen of a board."""

    def __init__(
        self,
        zone_id: ZoneId,
        *,
        view: View,
        signage: Signage,
        watch: HallWatch,
        picture: Callable[[EpochMs], Picture | None] = lambda _now_ms: None,
        no_picture: Callable[[], None] = lambda: None,
    ) -> None:
        """Make it. `picture` returns what is shown beside the calls at a time; `no_picture` is
        called instead while the board is dark."""
        self._view = view
        self._signage = signage
        self._watch = watch
        self._picture = picture
        self._no_picture = no_picture
        self._zone_id = zone_id
        self._state = BoardState(zone_id=zone_id, calls=(), lines=(), paused_window_ids=())
        self._tiles = Tiles(signage.hall.board.shown_s * 1000)

    def on_board(self, state: BoardState, now_ms: EpochMs) -> None:
        """Take what there is to show."""
        self._state = state
        self._tiles.on_board(state, self._watch.hall_ms(now_ms))
        self.refresh(now_ms)

    def refresh(self, now_ms: EpochMs) -> None:
        """Show what is true now; called often, for the clock and what grows old."""
        say = self._signage
        large = self._tiles.at(self._watch.hall_ms(now_ms))
        keys = {key_of(turn.call) for turn in large if turn}
        notice = say.notice(self._zone_id, now_ms)
        per_page = LINES_PER_PAGE if notice is None else LINES_BESIDE_A_NOTICE
        page_count = max(1, -(-len(self._state.lines) // per_page))
        page = now_ms // PAGE_MS % page_count
        rest = None if self._busy else say.rest(Both.of(say.hall.hall.name), now_ms)
        self._view.show(
            Board(
                hall=Both.of(say.hall.hall.name),
                zone=say.zone(self._zone_id),
                clock=say.clock(now_ms),
                large=self._large(large, now_ms),
                grid=_grid(large),
                calls=tuple(
                    say.call(call, now_ms) for call in self._state.calls if key_of(call) not in keys
                ),
                known=len(self._state.calls),
                waiting=self._waiting(page * per_page, per_page),
                pages=page_count,
                page=page,
                paused=self._paused(now_ms),
                idle=say.both("board.closed" if self._watch.hall_open is False else "board.idle"),
                notice=notice,
                picture=self._picture(now_ms) if rest is None else self._no_picture(),
                stale=say.stale(now_ms),
                shift=shift(now_ms),
                rest=rest,
            )
        )

    @property
    def _busy(self) -> bool:
        calls, lines = self._state.calls, self._state.lines
        return any(call.active for call in calls) or any(line.waiting for line in lines)

    def _large(self, turns: Sequence[Turn | None], now_ms: EpochMs) -> tuple[Tile, ...]:
        newest = max((key_of(turn.call) for turn in turns if turn), default=None)
        return tuple(
            Tile(
                self._signage.call(turn.call, now_ms, since_ms=turn.since_ms),
                newest=key_of(turn.call) == newest,
            )
            if turn
            else Tile(None)
            for turn in turns
        )

    def _paused(self, now_ms: EpochMs) -> str:
        told = self._signage.painted_spans(self._state.paused_window_ids)
        parts = pages(told, PAUSED_CHARS_MAX)
        return parts[now_ms // PAGE_MS % len(parts)]

    def _waiting(self, first: int, most: int) -> tuple[WaitingRow, ...]:
        lines = self._state.lines[first : first + most]
        return tuple(self._waiting_row(line) for line in lines)

    def _waiting_row(self, line: BoardLine) -> WaitingRow:
        told = minutes(line.wait_ms, line.wait_bound_ms) if line.waiting else None
        wait = self._signage.both("board.wait", minutes=told) if told else None
        if line.group_id in self._state.closed_group_ids:
            wait = self._signage.both("board.no_tickets")
        return WaitingRow(line.group_id, self._signage.group(line.group_id), line.waiting, wait)


def _grid(turns: Sequence[Turn | None]) -> int:
    """Return how many places share the room: a single call has all of it."""
    taken = [place for place, turn in enumerate(turns) if turn]
    return 1 if len(taken) <= 1 else min(size for size in GRIDS if size > taken[-1])


class SignPresenter:
    """Owns the screen of the sign over one window."""

    def __init__(self, window_id: WindowId, *, view: View, signage: Signage) -> None:
        self._view = view
        self._signage = signage
        self._window_id = window_id
        self._state: WindowState | None = None

    def on_window(self, state: WindowState, now_ms: EpochMs) -> None:
        """Take what the window is doing."""
        self._state = state
        self.refresh(now_ms)

    def refresh(self, now_ms: EpochMs) -> None:
        """Show what is true now."""
        say = self._signage
        state = self._state
        lamp = lamp_of(state)
        self._view.show(
            WindowSign(
                window=say.painted(self._window_id),
                ticket=(state.number or "") if state else "",
                lamp=lamp,
                status=say.both(f"sign.{lamp.value}"),
                note=state.pause_reason if state and lamp is Lamp.PAUSED else "",
                fresh=state is not None
                and lamp is Lamp.CALLING
                and say.fresh(state.since_ms, now_ms),
                clock=say.clock(now_ms),
                stale=say.stale(now_ms),
                shift=shift(now_ms),
                rest=self._rest(now_ms) if lamp is Lamp.CLOSED else None,
            )
        )

    def _rest(self, now_ms: EpochMs) -> Rest | None:
        say = self._signage
        title = say.both("rest.window", window=say.painted(self._window_id))
        return say.rest(title, now_ms)


def lamp_of(state: WindowState | None) -> Lamp:
    """Return what the window is doing. A ticket at the window counts before its status."""
    if state is None:
        return Lamp.CLOSED
    if state.number is not None:
        return Lamp.CALLING if state.stage == "called" else Lamp.SERVING
    return _LAMPS[state.status]


_LAMPS: Final = {"open": Lamp.FREE, "paused": Lamp.PAUSED, "closed": Lamp.CLOSED}
