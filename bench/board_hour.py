"""A board of the whole centre for an hour: its frames, its processor time, its memory."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic, process_time, time_ns
from typing import Final

from PySide6.QtQuick import QQuickWindow

from bench.as_coordinator import PATIENCE_S, AsCoordinator, serve
from bench.hall_file import XICHENG
from bench.stand import own_rss_mb
from contract import topics
from contract.hall import Display, HallFile
from contract.ids import EpochMs, GroupId, TicketNumber
from contract.messages.state import BoardCall, BoardLine, BoardState, HallState
from display.config import DisplayConfig
from display.main import start
from messaging.clock import now_ms
from qtkit.program import application
from simulation.fingers import visible_texts

CALLS_A_MINUTE: Final = 20
SLICES: Final = 6
"""Into which the time is cut: were it not flat, the last would be unlike the first."""
BEAT_S: Final = 5.0
EXPIRES_MS: Final = 60_000
CALLS_SHOWN: Final = 12
NUMBERS: Final = 999


@dataclass
class Slice:
    """A part of the time."""

    cpu_share: float
    """Of one core."""
    rss_mb: float
    """At its end."""


@dataclass(frozen=True)
class BoardHour:
    """What was measured."""

    windows: int
    calls: int
    minutes: float
    slices: list[Slice]
    frame_ms: list[float]
    """How long each frame took to draw."""
    call_to_frame_ms: list[float]
    """From a call's message to the end of the first frame that has its number."""


def measure(minutes: float, folder: Path) -> BoardHour:
    """Let 131 windows call twenty times a minute; takes so long."""
    hall = _one_zone(XICHENG)
    board = next(each for each in hall.display if each.kind == "board")
    application()
    coordinator = AsCoordinator(hall, folder)
    try:
        program = start(
            DisplayConfig(
                hall=hall,
                display_id=board.id,
                broker=coordinator.address,
                credentials=coordinator.account(board.id),
            )
        )
        try:
            return _Watch(hall, board, coordinator, program.window).run(minutes * 60)
        finally:
            program.close()
    finally:
        coordinator.close()


def _one_zone(path: Path) -> HallFile:
    """Return the centre as if all its windows were before one board."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    zone = next(each["zone"] for each in tables["display"] if each.get("kind") == "board")
    for window in tables["window"]:
        if window.get("kind", "window") == "window":
            window["zone"] = zone
    return HallFile.model_validate(tables)


def _is_past(at_s: float) -> bool:
    return monotonic() >= at_s


class _Watch:
    """Calls, and looks at the clock, the processor's and the memory's."""

    def __init__(
        self, hall: HallFile, board: Display, coordinator: AsCoordinator, window: QQuickWindow
    ) -> None:
        self._hall = hall
        self._board = board
        self._coordinator = coordinator
        self._window = window
        self._windows = hall.counters_of[board.zone]
        self._groups = [group.id for group in hall.group if group.gives_tickets]
        self._random = Random(1)
        self._calls: list[BoardCall] = []
        self._began_s: float | None = None
        self._frames: list[float] = []
        self._sent_ns = 0
        self._seen_ms: list[float] = []
        window.beforeSynchronizing.connect(self._frame_begins)
        window.afterRendering.connect(self._frame_ends)

    def run(self, seconds: float) -> BoardHour:
        slices = [self._slice(seconds / SLICES) for _ in range(SLICES)]
        return BoardHour(
            windows=len(self._windows),
            calls=self._calls[0].seq,
            minutes=seconds / 60,
            slices=slices,
            frame_ms=self._frames,
            call_to_frame_ms=self._seen_ms,
        )

    def _slice(self, seconds: float) -> Slice:
        began_s, cpu_s = monotonic(), process_time()
        self._every(60 / CALLS_A_MINUTE, self._call, until_s=began_s + seconds)
        share = (process_time() - cpu_s) / (monotonic() - began_s)
        return Slice(cpu_share=share, rss_mb=own_rss_mb())

    def _every(self, pause_s: float, act: Callable[[], None], *, until_s: float) -> None:
        due_s, beat_due_s = monotonic(), 0.0
        while due_s < until_s:
            if monotonic() >= beat_due_s:
                self._beat()
                beat_due_s = monotonic() + BEAT_S
            act()
            due_s += pause_s
            serve(partial(_is_past, due_s), timeout_s=pause_s + PATIENCE_S)

    def _beat(self) -> None:
        state = HallState(
            at_ms=now_ms(), day="2026-11-23", stale_after_s=15, open=True, hall_file_digest="0"
        )
        self._coordinator.retain(topics.HALL.of(self._hall.hall.id), state)

    def _call(self) -> None:
        at_ms, seq = now_ms(), self._calls[0].seq + 1 if self._calls else 1
        window = self._random.choice(self._windows)
        made = BoardCall(
            seq=seq,
            number=TicketNumber(f"A{seq % NUMBERS + 1:03}"),
            window_id=window.id,
            group_id=window.serves[0],
            call_count=1,
            called_at_ms=at_ms,
            expires_at_ms=EpochMs(at_ms + EXPIRES_MS),
            active=True,
        )
        self._calls = [made, *self._calls][:CALLS_SHOWN]
        state = BoardState(
            zone_id=self._board.zone,
            calls=tuple(self._calls),
            lines=tuple(self._line(group) for group in self._groups),
            paused_window_ids=tuple(each.id for each in self._random.sample(self._windows, 3)),
        )
        topic = topics.board(self._hall.hall.id, self._board.zone)
        self._coordinator.retain(topic, state)
        self._sent_ns = time_ns()

    def _line(self, group_id: GroupId) -> BoardLine:
        waiting = self._random.randrange(40)
        return BoardLine(
            group_id=group_id,
            waiting=waiting,
            oldest_issued_at_ms=None,
            wait_ms=waiting * 120_000,
            wait_bound_ms=waiting * 200_000,
        )

    def _frame_begins(self) -> None:
        self._began_s = monotonic()

    def _frame_ends(self) -> None:
        if self._began_s is not None:
            self._frames.append((monotonic() - self._began_s) * 1000)
            self._began_s = None
        if self._sent_ns:
            self._look(time_ns())

    def _look(self, at_ns: int) -> None:
        """Note when the last call was drawn; frames before it are those of a clock or a blink."""
        call = self._calls[0]
        if visible_texts(self._window).get(f"call.{call.seq}.number") == call.number:
            self._seen_ms.append((at_ns - self._sent_ns) / 1e6)
            self._sent_ns = 0
