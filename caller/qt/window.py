"""Opens the panel's window."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickView

from caller.config import CallerConfig
from qtkit.bridge import ScreenBridge
from qtkit.palettes import palette_of
from qtkit.program import open_window
from qtkit.theme import Dress

MAIN_QML: Final = Path(__file__).parent / "Main.qml"


def open_panel(config: CallerConfig, bridge: ScreenBridge, *, window_number: int) -> QQuickView:
    """Show the panel, above other programs if so configured. Raises `ScreenBroken`."""
    look = config.hall.look
    window = open_window(
        MAIN_QML,
        bridge,
        title=f"{window_number} · {config.hall.hall.name.in_language(config.language)}",
        width=config.width,
        height=config.height,
        dress=Dress(palette_of(look.panel, look.accent)),
    )
    if config.always_on_top:
        window.setFlag(Qt.WindowType.WindowStaysOnTopHint)
        window.show()
    return window


def bring_to_front(window: QQuickView) -> None:
    """Show the panel above other programs, and let it have the keys."""
    window.showNormal()
    window.raise_()
    window.requestActivate()
