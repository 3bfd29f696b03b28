"""Boards and signs over windows, which say everything in both languages."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtQuick import QQuickView

from contract.hall.notices import Notice
from contract.ids import EpochMs
from contract.messages.state import BoardState, WindowState
from contract.text import Text
from display.core.frames import fitted
from display.core.screens import Picture
from qtkit.palettes import Palette, palette_of_board
from qtkit.program import application, close_window
from qtkit.theme import wear
from tests.gallery.shots import Look, Shots, taken
from tests.helpers.board import HALL, MAIN, NOON, board, call, closing, window
from tests.helpers.qt import item, pump, wait_for
from tests.qt.display.window import LYING, SIGN, STANDING, Screen

LARGE: Final = (3840, 2160)
SQUARE: Final = (1280, 1024)
LIGHT: Final = palette_of_board("light")
BOARDS: Final = {"1920x1080": LYING, "1080x1920": STANDING, "3840x2160": LARGE}
WAYS: Final = {
    counter.id: way
    for counter, way in zip(
        HALL.counters_of[MAIN], ("left", "up-left", "up", "up-right", "right"), strict=True
    )
}
TOLD: Final = HALL.model_copy(
    update={
        "notice": (
            Notice(
                id="holiday",
                text=Text(
                    zh="10月1日至7日放假，8日起正常办理",
                    en="Closed from 1 to 7 October, open again from 8 October",
                ),
            ),
        )
    }
)
WAIT_MS: Final = 85 * 60_000
BOUND_MS: Final = 120 * 60_000
MANY: Final = tuple(
    call(seq, f"A{seq:03}", f"w{seq % 8 + 1}", at_ms=NOON - 60_000 * (12 - seq), count=seq % 3 + 1)
    for seq in range(12, 0, -1)
)
FILM: Final = Picture("file:///film.mp4", moving=True)
OLD_MS: Final = 40_000
STATES: Final[dict[str, BoardState]] = {
    "nobody called": board(),
    "one call": closing(
        board(call(1), waiting=3, wait_ms=WAIT_MS, wait_bound_ms=BOUND_MS), "employment"
    ),
    "twelve calls": board(
        *MANY, waiting=128, paused=("w1", "w2"), wait_ms=WAIT_MS, wait_bound_ms=BOUND_MS
    ),
    "two at once": board(
        call(9, "A108", "w8", at_ms=NOON - 1_000),
        call(8, "B017", "w2", at_ms=NOON - 4_000),
        *MANY[5:],
    ),
    "twelve at once": board(*(call(seq, f"AB{seq:04}", count=3) for seq in range(12, 0, -1))),
    "with a picture": board(*MANY, waiting=12, wait_ms=WAIT_MS, wait_bound_ms=BOUND_MS),
    "with a video": board(*MANY, waiting=12, wait_ms=WAIT_MS, wait_bound_ms=BOUND_MS),
    "with a notice": board(*MANY, waiting=12, wait_ms=WAIT_MS, wait_bound_ms=BOUND_MS),
    "at rest": board(),
    "last one has gone": board(call(1, active=False)),
    "old": board(*MANY, waiting=12, wait_ms=WAIT_MS),
}
SIGNS: Final[dict[str, WindowState]] = {
    "closed": window("closed"),
    "free": window("open"),
    "called": window("open", "AB1234", "called"),
    "serving": window("open", "A012", "serving"),
    "paused": window("paused", reason="设备维护，请到其他窗口办理 Maintenance, use another window"),
    "at rest": window("closed"),
    "old": window("open", "A012", "called"),
}


def _always(picture: Picture | None, _now_ms: EpochMs) -> Picture | None:
    return picture


def _frame(room: tuple[int, int]) -> QImage:
    """Return a frame as the process that plays a video makes it: as large as there is room."""
    frame = QImage(*fitted((1920, 1080), 1.0, room), QImage.Format.Format_RGB32)
    painter = QPainter(frame)
    sky = QLinearGradient(0, 0, 0, frame.height())
    for at, colour in ((0.0, "#2f6fb0"), (0.6, "#f4d7a8"), (0.61, "#4a7a43"), (1.0, "#24401f")):
        sky.setColorAt(at, QColor(colour))
    painter.fillRect(frame.rect(), sky)
    painter.setBrush(QColor("#fff3c4"))
    side = frame.height() // 5
    painter.drawEllipse(frame.width() * 2 // 3, frame.height() // 4, side, side)
    painter.end()
    return frame


def draw(
    shown: dict[str, BoardState] | dict[str, WindowState],
    size: tuple[int, int],
    states: tuple[str, ...],
    palette: Palette | None = None,
) -> Shots:
    """Draw those of what is `shown` that are wanted, each in a window of its own."""
    application()
    with TemporaryDirectory() as folder:
        for state in states:
            beside = _beside(state, Path(folder))
            screen = Screen(
                TOLD if state == "with a notice" else HALL,
                WAYS,
                is_open=state != "at rest",
                picture=partial(_always, beside),
            )
            view = screen.show(shown[state], size, now_ms=NOON + (OLD_MS if state == "old" else 0))
            if beside is FILM:
                screen.moving.show(_frame(screen.moving.dots))
            elif beside is not None:
                wait_for(partial(_is_drawn, view), "the picture")
            if palette is not None:
                wear(view, palette)
            pump()
            yield state, taken(view)
            close_window(view)


def _beside(state: str, folder: Path) -> Picture | None:
    """Return what is shown beside the calls; a picture is of a screen's shape, and needs a file."""
    if state == "with a video":
        return FILM
    if state != "with a picture":
        return None
    file = folder / "lake.png"
    _frame((1600, 900)).save(str(file))
    return Picture(file.as_uri())


def _is_drawn(view: QQuickView) -> bool:
    picture = item(view, "board.picture")
    return picture is not None and picture.property("paintedWidth") > 0


BOARD_LOOKS: Final = {
    name: Look(size, "zh+en", tuple(STATES), partial(draw, STATES, size))
    for name, size in BOARDS.items()
} | {
    f"{name}-light": Look(
        size,
        "zh+en",
        ("twelve calls", "twelve at once", "with a notice", "at rest", "old"),
        partial(draw, STATES, size, palette=LIGHT),
    )
    for name, size in {"1920x1080": LYING, "1280x1024": SQUARE}.items()
}
SIGN_LOOKS: Final = {
    "1920x360": Look(SIGN, "zh+en", tuple(SIGNS), partial(draw, SIGNS, SIGN)),
    "1920x360-light": Look(
        SIGN, "zh+en", ("called", "serving", "old"), partial(draw, SIGNS, SIGN, palette=LIGHT)
    ),
}
