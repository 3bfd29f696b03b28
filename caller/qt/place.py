"""Where the clerk has put the panel, so that it stands there again tomorrow."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSettings, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

SETTLED_MS: Final = 1000
GRIP_PX: Final = 100
"""So much of its top has to be on a screen that one can take hold of it."""


class KeptPlace:
    """Keeps the place of one panel's window in a file, a second after it was moved.

    A size from the command line that is another than that of the last time counts more.
    """

    def __init__(self, window: QQuickView, file: Path, name: str) -> None:
        self._window = window
        self._file = QSettings(str(file), QSettings.Format.IniFormat)
        self._name = name
        self._asked = window.size()
        self._restore()
        self._settled = QTimer(window)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self.keep)
        for moved in (
            window.xChanged, window.yChanged, window.widthChanged, window.heightChanged,
        ):  # fmt: skip
            moved.connect(self._settled.start)

    def keep(self) -> None:
        """Write down where the window is; one that is minimized or whole-screen is nowhere."""
        if self._window.visibility() is QQuickView.Visibility.Windowed:
            self._file.setValue(f"{self._name}/place", self._window.geometry())
            self._file.setValue(f"{self._name}/asked", self._asked)
            self._file.sync()

    def _restore(self) -> None:
        place = self._file.value(f"{self._name}/place")
        asked = self._file.value(f"{self._name}/asked")
        same_asked = isinstance(asked, QSize) and asked == self._asked
        if same_asked and isinstance(place, QRect) and _can_be_reached(place):
            self._window.setGeometry(place)


def _can_be_reached(place: QRect) -> bool:
    """Tell whether the window would be on a screen that is there today."""
    grip = QRect(place.x(), place.y(), place.width(), GRIP_PX)
    screens = (screen.availableGeometry() for screen in QGuiApplication.screens())
    return any(
        min(seen.width(), seen.height()) >= GRIP_PX // 2
        for seen in (screen.intersected(grip) for screen in screens)
    )
