"""The keys of spoken guidance: a tactile keypad is a keyboard."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

from qtkit.bridge import ScreenBridge

_START: Final = frozenset({Qt.Key.Key_F1, Qt.Key.Key_Asterisk})
_MEANINGS: Final = {
    Qt.Key.Key_F1: "start",
    Qt.Key.Key_Asterisk: "start",
    Qt.Key.Key_F2: "repeat",
    Qt.Key.Key_Plus: "repeat",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Down: "next",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Up: "previous",
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Return: "choose",
    Qt.Key.Key_Enter: "choose",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Backspace: "back",
}
"""Enough for six keys with raised signs; + and * are on a numeric pad."""


class GuideKeys(QObject):
    """Takes the keys of guidance out of a window's events, where it is offered."""

    def __init__(self, view: QQuickView, bridge: ScreenBridge) -> None:
        super().__init__(view)
        self._view = view
        self._bridge = bridge
        view.installEventFilter(self)

    def close(self) -> None:
        self._view.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        comfort = self._bridge.property("screen").get("comfort") or {}
        if not comfort.get("spoken") and key not in _START:
            return False
        meaning = _MEANINGS.get(key)
        if meaning is None and event.text().isdigit():
            meaning = event.text()
        if meaning is None:
            return False
        self._bridge.tap("guide", meaning)
        return True
