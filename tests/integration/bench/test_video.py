"""What a video costs a board, in small."""

from pathlib import Path

import pytest

from bench import board_video
from bench.board_video import measure, rows


def test_a_board_is_measured_with_nothing_a_picture_and_a_video(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(board_video, "FILM_S", 1)
    monkeypatch.setattr(board_video, "FRAME", (320, 180))
    monkeypatch.setattr(board_video, "SETTLE_S", 0.2)

    found = measure(0.3, (640, 360), tmp_path)

    assert [each.what for each in found] == ["nothing", "picture", "video"]
    assert found[0].worker_share == found[1].worker_share == 0
    assert found[2].worker_share > 0
    assert len(rows(found)) == 7
