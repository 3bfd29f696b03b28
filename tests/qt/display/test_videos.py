"""Videos play beside the calls, in a process that may fail; the board goes on whatever happens."""

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, QUrl
from PySide6.QtGui import QColor, QImage
from structlog.testing import capture_logs

from contract.ids import EpochMs
from display.core.screens import Picture
from display.qt.pictures import LOST_MAX, Pictures
from display.video.player import Player
from qtkit.program import application, close_window
from tests.helpers.board import NOON, board, call
from tests.helpers.qt import item, pump, text, wait_for
from tests.helpers.videos import make_video
from tests.qt.display.window import Screen

STAYS_MS: Final = 5_000
LONG_MS: Final = 24 * 3_600_000
TICK_MS: Final = 250
SMALL: Final = (640, 360)
RED, GREEN, BLUE, WHITE = "#c02020", "#20a020", "#2020c0", "#f0f0f0"
COLOURS: Final = (RED, GREEN, BLUE, WHITE)
DIES: Final = (sys.executable, "-c", "import os; os.abort()")
HANGS: Final = (sys.executable, "-c", "import time; time.sleep(600)")
TALKS_NONSENSE: Final = (
    sys.executable, "-c", "import time; print('x' * 100, flush=True); time.sleep(600)",
)  # fmt: skip


class Wall:
    """A board with a folder beside its calls. Its time goes on with each look at it."""

    def __init__(self, folder: Path, player: Callable[[Screen], Player | None]) -> None:
        self.name = ""
        self.screen = Screen(picture=self._picture)
        self.player = player(self.screen)
        self.pictures = Pictures(folder, STAYS_MS, video_ms=LONG_MS, player=self.player)
        self._now_ms = count(NOON, TICK_MS)
        self.view = self.screen.show(board(call(1)), SMALL)

    def look(self) -> str:
        """Let a quarter of a second pass; return the colour of the picture's middle, or ""."""
        self.screen.board.refresh(EpochMs(next(self._now_ms)))
        pump(rounds=3)
        picture = item(self.view, "board.picture")
        if picture is None:
            return ""
        place = picture.mapToScene(QPointF(picture.width() / 2, picture.height() / 2))
        seen = self.view.grabWindow().pixelColor(place.toPoint())
        return next((name for name in COLOURS if _is_near(seen, QColor(name))), "")

    def _picture(self, now_ms: EpochMs) -> Picture | None:
        picture = self.pictures.at(now_ms)
        self.name = QUrl(picture.url).fileName() if picture else ""
        return picture

    def close(self) -> None:
        if self.player is not None:
            self.player.close()
        close_window(self.view)


Hang: TypeAlias = Callable[..., Wall]


def _is_near(seen: QColor, wanted: QColor) -> bool:
    apart = (
        seen.red() - wanted.red(),
        seen.green() - wanted.green(),
        seen.blue() - wanted.blue(),
    )
    return max(map(abs, apart)) < 30


@pytest.fixture(autouse=True)
def _qt() -> None:
    application()


@pytest.fixture
def hang(tmp_path: Path) -> Iterator[Hang]:
    """Return what puts up a board, and take all down."""
    walls: list[Wall] = []

    def hung(**player: Any) -> Wall:
        walls.append(
            Wall(
                tmp_path,
                lambda screen: Player(lambda: screen.moving.dots, screen.moving.show, **player),
            )
        )
        return walls[-1]

    yield hung
    for wall in walls:
        wall.close()


def seen(wall: Wall, until: str) -> list[str]:
    """Look until a colour is there; return the colours that were, each once in a row."""
    found = [""]

    def there() -> bool:
        colour = wall.look()
        if colour != found[-1]:
            found.append(colour)
        return colour == until

    wait_for(there, f"a picture that is {until}, after {found}")
    return found[1:]


def test_a_video_plays_beside_the_calls_and_what_follows_by_name_follows(
    hang: Hang, tmp_path: Path
) -> None:
    make_video(tmp_path / "1.mp4", [RED, GREEN, BLUE])
    Image.new("RGB", (64, 36), WHITE).save(tmp_path / "2.png")
    wall = hang()

    assert seen(wall, WHITE) == [RED, GREEN, BLUE, WHITE]
    assert seen(wall, RED) == [WHITE, RED]


def test_a_call_that_comes_during_a_video_is_drawn_and_the_video_goes_on(
    hang: Hang, tmp_path: Path
) -> None:
    make_video(tmp_path / "1.mp4", [RED, GREEN], frames=25)
    wall = hang()
    seen(wall, RED)

    wall.screen.show(board(call(2, "B017"), call(1)), SMALL)

    assert text(wall.view, "call.2.number") == "B017"
    assert seen(wall, GREEN)[-1] == GREEN


def test_a_frame_is_drawn_dot_by_dot_in_the_room_there_is(hang: Hang, tmp_path: Path) -> None:
    make_video(tmp_path / "1.mp4", [RED], frames=30)
    wall = hang()
    seen(wall, RED)
    picture = item(wall.view, "board.picture")

    assert picture is not None
    drawn = picture.property("paintedWidth"), picture.property("paintedHeight")
    image: QImage = wall.screen.moving.image
    assert (image.width(), image.height()) == drawn
    assert picture.width() == image.width() or picture.height() == image.height()


def test_a_video_that_cannot_be_shown_is_left_out_and_named_once(
    hang: Hang, tmp_path: Path
) -> None:
    (tmp_path / "1.mp4").write_bytes(b"half of a copy")
    make_video(tmp_path / "2.mp4", [RED, GREEN])

    with capture_logs() as logs:
        wall = hang()
        seen(wall, RED)
        seen(wall, GREEN)
        seen(wall, RED)

    assert [entry["file"] for entry in logs] == ["1.mp4"]
    assert "Invalid data" in logs[0]["problem"]


def test_a_board_that_goes_dark_plays_nothing(hang: Hang, tmp_path: Path) -> None:
    make_video(tmp_path / "1.mp4", [RED], frames=100)
    wall = hang()
    seen(wall, RED)
    assert wall.player is not None

    wall.pictures.leave()

    assert wall.player._showing is None
    assert seen(wall, RED) == [RED]  # and begins again


def test_a_video_whose_process_dies_gives_way_and_is_given_up_at_the_third_time(
    hang: Hang, tmp_path: Path
) -> None:
    make_video(tmp_path / "1.mp4", [RED])
    Image.new("RGB", (64, 36), WHITE).save(tmp_path / "2.png")
    wall = hang(command=DIES)
    names = [""]

    def given_up() -> bool:
        wall.look()
        if wall.name != names[-1]:
            names.append(wall.name)
        return bool(logs)

    with capture_logs() as logs:
        wait_for(given_up, "the video left out")

    assert names[1:] == ["1.mp4", "2.png"] * LOST_MAX
    assert (logs[0]["file"], logs[0]["problem"]) == ("1.mp4", "its process ended")


@pytest.mark.parametrize(("command", "silence_s"), [(HANGS, 0.3), (TALKS_NONSENSE, 600.0)])
def test_a_process_that_hangs_or_talks_nonsense_is_ended_and_the_next_is_shown(
    hang: Hang, tmp_path: Path, command: tuple[str, ...], silence_s: float
) -> None:
    make_video(tmp_path / "1.mp4", [RED])
    Image.new("RGB", (64, 36), WHITE).save(tmp_path / "2.png")
    wall = hang(command=command, silence_s=silence_s)

    assert seen(wall, WHITE) == [WHITE]


def test_without_pyav_the_pictures_are_shown_and_the_log_says_what_to_install(
    tmp_path: Path,
) -> None:
    make_video(tmp_path / "1.mp4", [RED])
    Image.new("RGB", (64, 36), WHITE).save(tmp_path / "2.png")

    with capture_logs() as logs:
        wall = Wall(tmp_path, lambda _screen: None)
        assert seen(wall, WHITE) == [WHITE]
    wall.close()

    assert [entry["file"] for entry in logs] == ["1.mp4"]
    assert "hallcall[video]" in logs[0]["problem"]
