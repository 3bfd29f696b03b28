"""What the screens cost, in small."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from bench import board_hour, kiosk_day
from bench.board_hour import SLICES
from bench.screens import measure, rows


def test_a_kiosk_and_a_board_are_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kiosk_day, "STARTS", 1)
    monkeypatch.setattr(kiosk_day, "SAMPLES", 2)

    monkeypatch.setattr(board_hour, "CALLS_A_MINUTE", 600)

    cost = measure(2, 0.01, tmp_path)

    assert cost.board is not None
    assert cost.kiosk is not None
    assert cost.board.windows == 131
    assert (len(cost.board.slices), cost.board.calls) == (SLICES, 6)
    assert len(cost.board.call_to_frame_ms) == 6
    assert min(cost.board.frame_ms) > 0
    assert len(cost.kiosk.rss_mb) == 3
    assert cost.kiosk.start_cpu_s[0] > 0
    assert len(cost.kiosk.turn_ms) >= 10  # of two visitors, each of whom touched six times
    assert len(rows(cost)) == 11
    json.dumps(asdict(cost))
