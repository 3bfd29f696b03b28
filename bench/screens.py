"""What the screens cost: a kiosk's start and memory, a board's frames, processor and memory."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median
from typing import Final

from bench import board_hour, kiosk_day
from bench.board_hour import BoardHour
from bench.kiosk_day import KioskDay

WARM: Final = 2
"""So many samples of the kiosk's memory are left out: fonts, pages and pictures are loaded then."""
FRAME_60_MS: Final = 1000 / 60


@dataclass(frozen=True)
class ScreensCost:
    """Figures of one run; None for what was not measured."""

    kiosk: KioskDay | None
    board: BoardHour | None


def measure(visitors: int, minutes: float, out: Path) -> ScreensCost:
    """Measure; takes the `minutes`, and some two seconds a visitor. 0 of either leaves it out."""
    board = board_hour.measure(minutes, out / "board") if minutes else None
    kiosk = asyncio.run(kiosk_day.measure(visitors, out / "kiosk")) if visitors else None
    return ScreensCost(kiosk, board)


def rows(cost: ScreensCost) -> list[tuple[str, str, str]]:
    """Return the figures for a table."""
    kiosk = _kiosk_rows(cost.kiosk) if cost.kiosk else []
    return kiosk + (_board_rows(cost.board) if cost.board else [])


def _kiosk_rows(kiosk: KioskDay) -> list[tuple[str, str, str]]:
    return [
        ("kiosk, start to the first touch", _spread(kiosk.start_s, "s"), ""),
        ("kiosk, processor time of a start", _spread(kiosk.start_cpu_s, "s"), ""),
        ("kiosk, touch to the next page", _spread(kiosk.turn_ms, "ms"), ""),
        (f"kiosk, memory after {kiosk.visitors} visitors", f"{kiosk.rss_mb[-1]:.0f} MB", ""),
        ("kiosk, its growth once warm", f"{_growth(kiosk):.2f} MB in 100 visitors", "none"),
    ]


def _board_rows(board: BoardHour) -> list[tuple[str, str, str]]:
    first, last = board.slices[0], board.slices[-1]
    return [
        ("board, frame", _spread(board.frame_ms, "ms"), f"under {FRAME_60_MS:.0f} ms"),
        ("board, message to frame", _spread(board.call_to_frame_ms, "ms"), ""),
        ("board, processor, first part", f"{first.cpu_share:.1%} of a core", ""),
        ("board, processor, last part", f"{last.cpu_share:.1%} of a core", "the same"),
        ("board, memory, first part", f"{first.rss_mb:.0f} MB", ""),
        ("board, memory, last part", f"{last.rss_mb:.0f} MB", "the same"),
    ]


def _growth(kiosk: KioskDay) -> float:
    """Return by how much a hundred visitors raise the memory, by the line through all samples."""
    warm = kiosk.rss_mb[WARM:]
    a_step = linear_regression(range(len(warm)), warm).slope if len(warm) > 1 else 0.0
    return a_step * 100 * (len(kiosk.rss_mb) - 1) / max(1, kiosk.visitors)


def _spread(figures: Sequence[float], unit: str) -> str:
    """Return the median, and what nineteen in twenty are under."""
    ordered = sorted(figures)
    most = ordered[round(0.95 * (len(ordered) - 1))]
    digits = 0 if unit == "ms" else 2
    return f"{median(ordered):.{digits}f} {unit} (95 %: {most:.{digits}f})"
