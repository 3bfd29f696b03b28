"""The second tap of a double tap is for the page before, not for what came under the finger."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPointerEvent
from PySide6.QtQuick import QQuickWindow

DOUBLE_TAP_MS: Final = 400

_PRESSES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin}
)


class DoubleTapGuard(QObject):
    """Swallows a press that follows another within `DOUBLE_TAP_MS` if the page has turned between.

    On the same page quick taps are meant: a telephone number has many.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._pressed_at_ms: int | None = None
        self._turned = False
        window.installEventFilter(self)

    def page_turned(self) -> None:
        self._turned = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if event.type() not in _PRESSES or not isinstance(event, QPointerEvent):
            return False
        before_ms, self._pressed_at_ms = self._pressed_at_ms, event.timestamp()
        quick = before_ms is not None and 0 < event.timestamp() - before_ms < DOUBLE_TAP_MS
        self._turned = self._turned and quick  # a finger that hammers must pause first
        return self._turned
