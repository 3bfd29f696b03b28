"""A display's real window, offscreen; its state is set by hand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtQuick import QQuickView

import display
from contract.hall import HallFile
from contract.ids import EpochMs, WindowId
from contract.messages.state import BoardState, WindowState
from display.core.presenter import BoardPresenter, SignPresenter
from display.core.screens import Picture
from display.core.signage import NO_DIRECTIONS, Signage
from display.qt.bilingual import BilingualBridge
from display.qt.moving import Moving
from messaging import HallWatch, LinkState
from qtkit.program import open_window
from qtkit.texts import Texts
from tests.helpers.board import HALL, LOCALE, MAIN, NOON, heartbeat
from tests.helpers.qt import pump

MAIN_QML: Final = Path(display.__file__).parent / "qt" / "Main.qml"
LYING: Final = (1920, 1080)
STANDING: Final = (1080, 1920)
SIGN: Final = (1920, 360)


class Screen:
    """A display whose state is set by hand."""

    def __init__(
        self,
        hall: HallFile = HALL,
        directions: Mapping[WindowId, str] = NO_DIRECTIONS,
        *,
        is_open: bool = True,
        picture: Callable[[EpochMs], Picture | None] = lambda _now_ms: None,
        no_picture: Callable[[], None] = lambda: None,
    ) -> None:
        self.watch = watch = HallWatch()
        watch.on_link(LinkState.CONNECTED, "", NOON)
        watch.on_hall(heartbeat(NOON, is_open=is_open), NOON)
        texts = Texts(LOCALE)
        self.moving = Moving()
        self.bridge = BilingualBridge(texts, self.moving)
        signage = Signage(hall, texts, watch, directions)
        self.board = BoardPresenter(
            MAIN,
            view=self.bridge,
            signage=signage,
            watch=watch,
            picture=picture,
            no_picture=no_picture,
        )
        self.sign = SignPresenter(WindowId("w3"), view=self.bridge, signage=signage)
        self.views: list[QQuickView] = []

    def show(
        self, state: BoardState | WindowState, size: tuple[int, int], now_ms: int = NOON
    ) -> QQuickView:
        if isinstance(state, BoardState):
            self.board.on_board(state, EpochMs(now_ms))
        else:
            self.sign.on_window(state, EpochMs(now_ms))
        if not self.views:
            width, height = size
            view = open_window(MAIN_QML, self.bridge, title="display", width=width, height=height)
            self.moving.provide(view)
            self.views.append(view)
        pump()
        return self.views[0]
