"""Pictures beside the calls come from a folder; one that is broken is left out."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from structlog.testing import capture_logs

from contract.ids import EpochMs
from display.core.ports import Played
from display.core.screens import Picture
from display.qt.pictures import LOOK_EVERY_MS, SIDE_MAX, Pictures
from qtkit.program import application, close_window
from tests.helpers.board import NOON, board, call
from tests.helpers.qt import item, pump, wait_for
from tests.qt.display.test_windows import assert_readable
from tests.qt.display.window import LYING, STANDING, Screen

STAYS_MS = 15_000


@pytest.fixture(autouse=True)
def _qt() -> None:
    application()


def paint(folder: Path, name: str, width: int = 64, height: int = 36) -> Path:
    path = folder / name
    Image.new("RGB", (width, height), "#803020").save(path)
    return path


def names(pictures: Pictures, turns: int, from_ms: int = 0) -> list[str | None]:
    """Return the pictures of so many turns."""
    moments = (EpochMs(from_ms + turn * STAYS_MS) for turn in range(turns))
    shown = [pictures.at(moment) for moment in moments]
    return [QUrl(picture.url).fileName() if picture else None for picture in shown]


def test_pictures_follow_one_another_by_their_names(tmp_path: Path) -> None:
    for name in ("2 二.png", "1.jpg", "3.JPEG"):
        paint(tmp_path, name)
    (tmp_path / "notes.txt").write_text("no picture")
    paint(tmp_path, ".hidden.png")

    assert names(Pictures(tmp_path, STAYS_MS), 4) == ["1.jpg", "2 二.png", "3.JPEG", "1.jpg"]


def test_what_cannot_be_shown_is_left_out_and_named_once(tmp_path: Path) -> None:
    whole = paint(tmp_path, "good.jpg").read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.png").write_bytes(b"")
    paint(tmp_path, "huge.png", SIDE_MAX + 1, 1)
    pictures = Pictures(tmp_path, STAYS_MS)

    with capture_logs() as logs:
        assert names(pictures, 20) == ["good.jpg"] * 20

    assert [(entry["event"], entry["file"]) for entry in logs] == [
        ("picture.not_shown", "empty.png"),
        ("picture.not_shown", "half.jpg"),
        ("picture.not_shown", "huge.png"),
    ]


def test_a_picture_that_comes_or_is_mended_meanwhile_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"half of a copy")
    pictures = Pictures(tmp_path, STAYS_MS)
    assert pictures.at(EpochMs(0)) is None

    paint(tmp_path, "a.jpg")
    paint(tmp_path, "b.jpg")

    assert names(pictures, 2, LOOK_EVERY_MS) == ["a.jpg", "b.jpg"]


def test_a_picture_that_cannot_be_drawn_is_left_out_until_it_changes(tmp_path: Path) -> None:
    paint(tmp_path, "a.png")
    paint(tmp_path, "b.png")
    pictures = Pictures(tmp_path, STAYS_MS)
    first = pictures.at(EpochMs(0))
    assert first is not None

    with capture_logs() as logs:
        pictures.leave_out(first.url)
        pictures.leave_out(first.url)

    assert names(pictures, 6) == ["b.png"] * 6
    assert [entry["file"] for entry in logs] == ["a.png"]


def test_a_folder_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "nowhere", STAYS_MS)
    with capture_logs() as logs:
        assert names(pictures, 6) == [None] * 6

    assert [entry["event"] for entry in logs] == ["pictures.no_folder"]


@pytest.mark.parametrize("size", [LYING, STANDING])
def test_a_board_with_a_picture_has_room_for_all_its_calls(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    paint(tmp_path, "a.png", 1600, 900)
    screen = Screen(picture=Pictures(tmp_path, STAYS_MS).at)
    calls = [call(seq, f"AB{seq:04}", count=3) for seq in range(12, 0, -1)]
    view = screen.show(board(*calls, waiting=128), size)
    picture = item(view, "board.picture")
    assert picture is not None

    wait_for(lambda: picture.property("paintedWidth") > size[0] / 4, "the picture")

    assert_readable(view)
    assert picture.property("sourceSize").width() <= size[0]
    close_window(view)


def test_a_board_tells_of_a_picture_that_cannot_be_drawn(tmp_path: Path) -> None:
    broken = paint(tmp_path, "a.png", 640, 360)
    data = bytearray(broken.read_bytes())
    data[60:90] = bytes(30)  # its head and its end are right
    broken.write_bytes(data)
    told: list[str] = []
    screen = Screen(picture=Pictures(tmp_path, STAYS_MS).at)
    screen.bridge.on_tap = lambda action, url: told.extend((action, QUrl(url).fileName()))
    view = screen.show(board(), LYING, NOON)

    wait_for(lambda: told, "word of it")
    pump()

    assert told == ["picture_broken", "a.png"]
    close_window(view)


class Shelf:
    """A player that plays nothing, for as long as it is told."""

    def __init__(self) -> None:
        self.plays: str | None = None
        self.how: Played | None = None

    def play(self, file: Path) -> None:
        self.plays, self.how = file.name, None

    def stop(self) -> None:
        self.plays = None

    def played(self) -> Played | None:
        how, self.how = self.how, None
        return how


def test_a_video_that_is_taken_away_while_it_plays_gives_way(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"a video")
    paint(tmp_path, "b.png")
    player = Shelf()
    pictures = Pictures(tmp_path, STAYS_MS, video_ms=3_600_000, player=player)
    pictures.at(EpochMs(0))
    assert player.plays == "a.mp4"

    (tmp_path / "a.mp4").unlink()

    assert names(pictures, 1, LOOK_EVERY_MS) == ["b.png"]
    assert player.plays is None


def test_a_video_that_is_mended_is_tried_again(tmp_path: Path) -> None:
    video = tmp_path / "a.mp4"
    video.write_bytes(b"half a video")
    player = Shelf()
    pictures = Pictures(tmp_path, STAYS_MS, player=player)
    pictures.at(EpochMs(0))
    player.how = Played("its end is missing")
    assert pictures.at(EpochMs(250)) is None

    os.utime(video, (1, 1))

    assert pictures.at(EpochMs(LOOK_EVERY_MS)) == Picture(
        QUrl.fromLocalFile(str(video)).toString(), moving=True
    )
    assert player.plays == "a.mp4"


def test_two_deaths_of_its_process_are_forgiven_by_a_whole_showing(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"a video")
    player = Shelf()
    pictures = Pictures(tmp_path, STAYS_MS, player=player)
    lost = Played("its process ended", is_lost=True)

    with capture_logs() as logs:
        for turn, how in enumerate((lost, lost, Played(), lost, lost)):
            pictures.at(EpochMs(turn * STAYS_MS))
            player.how = how
            assert pictures.at(EpochMs(turn * STAYS_MS + 5_000)) is not None

    assert logs == []
