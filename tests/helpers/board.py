"""What a display hears, for tests: calls, boards, heartbeats."""

from pathlib import Path
from typing import Final

from msgspec import structs

import display
from contract.ids import EpochMs, GroupId, TicketNumber, WindowId, ZoneId
from contract.messages.state import (
    BoardCall,
    BoardLine,
    BoardState,
    Call,
    HallState,
    TicketStage,
    WindowState,
    WindowStatus,
)
from tests.helpers.halls import shipped_hall

HALL: Final = shipped_hall("street")
LOCALE: Final = Path(display.__file__).parent / "locale"
MAIN: Final = ZoneId("main")
NOON: Final = EpochMs(1_795_320_000_000)  # Sunday 22 November 2026, 12:00 in Beijing
EXPIRES_MS: Final = 60_000


def call(
    seq: int,
    number: str = "A012",
    window: str = "w3",
    *,
    at_ms: int = NOON,
    count: int = 1,
    active: bool = True,
) -> BoardCall:
    return BoardCall(
        seq=seq,
        number=TicketNumber(number),
        window_id=WindowId(window),
        group_id=GroupId("general"),
        call_count=count,
        called_at_ms=EpochMs(at_ms),
        expires_at_ms=EpochMs(at_ms + EXPIRES_MS),
        active=active,
    )


def news(made: BoardCall) -> Call:
    return Call(zone_id=MAIN, call=made)


def board(
    *calls: BoardCall, waiting: int = 0, paused: tuple[str, ...] = (), **wait: int
) -> BoardState:
    """Return a board; its calls are given newest first. `waiting` and `wait` are of every line."""
    return BoardState(
        zone_id=MAIN,
        calls=calls,
        lines=tuple(
            BoardLine(
                group_id=g.id,
                waiting=waiting,
                oldest_issued_at_ms=None,
                wait_ms=wait.get("wait_ms"),
                wait_bound_ms=wait.get("wait_bound_ms"),
            )
            for g in HALL.group
            if g.gives_tickets
        ),
        paused_window_ids=tuple(map(WindowId, paused)),
    )


def heartbeat(at_ms: int = NOON, *, is_open: bool = True) -> HallState:
    return HallState(
        at_ms=EpochMs(at_ms),
        day="2026-11-22",
        stale_after_s=10,
        open=is_open,
        hall_file_digest="0" * 12,
    )


def window(
    status: WindowStatus = "open",
    number: str | None = None,
    stage: TicketStage | None = None,
    *,
    reason: str = "",
) -> WindowState:
    return WindowState(
        window_id=WindowId("w3"),
        status=status,
        pause_reason=reason,
        clerk_id=None,
        number=TicketNumber(number) if number else None,
        stage=stage,
        call_seq=None,
        since_ms=NOON,
    )


def closing(state: BoardState, *groups: str) -> BoardState:
    """Return the board with lines that give no more tickets."""
    return structs.replace(state, closed_group_ids=tuple(map(GroupId, groups)))
