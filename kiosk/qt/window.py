"""The kiosk's window: one bridge, one QML tree, one tick."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickView

from kiosk.qt.double_tap import DoubleTapGuard
from kiosk.qt.lockdown import Lockdown
from qtkit.bridge import ScreenBridge
from qtkit.palettes import HIGH_CONTRAST
from qtkit.program import PLAIN, close_window, open_window
from qtkit.theme import Dress, wear

QML: Final = Path(__file__).parent / "Kiosk.qml"
TICK_MS: Final = 250


class KioskWindow:
    """Shows what the bridge holds, and calls `on_tick` four times a second."""

    def __init__(
        self,
        bridge: ScreenBridge,
        *,
        on_tick: Callable[[], None],
        title: str,
        width: int,
        height: int,
        fullscreen: bool,
        dress: Dress = PLAIN,
    ) -> None:
        self._bridge = bridge
        self._dress = dress
        self._easy = False
        self.view: QQuickView = open_window(
            QML,
            bridge,
            title=title,
            width=width,
            height=height,
            fullscreen=fullscreen,
            dress=dress,
        )
        self._lockdown = Lockdown(self.view) if fullscreen else None
        self._guard = DoubleTapGuard(self.view)
        self._kind = self._kind_now()
        bridge.screen_changed.connect(self._watch_page)
        bridge.screen_changed.connect(self._watch_comfort)
        self._timer = QTimer(self.view)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(on_tick)
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        if self._lockdown is not None:
            self._lockdown.open()
        close_window(self.view)

    def _watch_page(self) -> None:
        kind = self._kind_now()
        if kind != self._kind:
            self._kind = kind
            self._guard.page_turned()

    def _watch_comfort(self) -> None:
        easy = bool(self._bridge.property("screen").get("comfort", {}).get("large"))
        if easy is not self._easy:
            self._easy = easy
            wear(self.view, HIGH_CONTRAST if easy else self._dress.palette)

    def _kind_now(self) -> str:
        return str(self._bridge.property("screen")["kind"])
