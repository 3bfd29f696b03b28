"""Keeps a kiosk's window on the screen, whatever is pressed: only the program ends it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

_KEYS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Lockdown(QObject):
    """Refuses to close (Alt+F4 arrives as that), and comes back when it was minimized.

    What the window manager keeps for itself, as Alt+Tab or the Windows key, no program can hold
    back: that is for a session without a desktop, or Windows' assigned access.
    """

    def __init__(self, view: QQuickView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def open(self) -> None:
        """Let the window be closed from now on."""
        self._view.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        if event.type() in _KEYS and isinstance(event, QKeyEvent):
            return bool(event.modifiers() & _COMMANDS)
        if event.type() is QEvent.Type.WindowStateChange and not (
            self._view.windowStates() & Qt.WindowState.WindowFullScreen
        ):
            self._view.showFullScreen()
        return False
