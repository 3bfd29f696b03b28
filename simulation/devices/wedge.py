"""A simulated scanner that types: it posts key events to a window, as a keyboard would."""

from collections.abc import Sequence
from itertools import count
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

GAP_MS: Final = 8
_STARTS: Final = count(int(monotonic() * 1000), 100_000)
"""No two keyboards of a process press their keys at the same times."""


class SimWedge:
    """Types with the times of a scanner, however busy this machine is. On the Qt thread.

    The times are in the events, where a window system writes them.
    """

    def __init__(self, window: QWindow, *, gap_ms: int = GAP_MS) -> None:
        self._window = window
        self._gap_ms = gap_ms
        self._at_ms = next(_STARTS)

    def scan(self, text: str, *, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type a code and its end."""
        for sign in text:
            self.press(sign)
        self._click(int(end), "\t" if end is Qt.Key.Key_Tab else "\r")

    def press(self, sign: str) -> None:
        """Press one key and let it go; "\\r" is Enter."""
        key = int(Qt.Key.Key_Return) if sign == "\r" else ord(sign.upper())
        self._click(key, sign)

    def scan_document(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.scan(line)

    def repeat(self, sign: str) -> None:
        """A key that is held down: the keyboard repeats it as fast as a scanner types."""
        self._at_ms += self._gap_ms
        self._post(QEvent.Type.KeyPress, ord(sign.upper()), sign, repeated=True)

    def _click(self, key: int, text: str) -> None:
        self._at_ms += self._gap_ms
        self._post(QEvent.Type.KeyPress, key, text)
        self._post(QEvent.Type.KeyRelease, key, text)

    def _post(self, kind: QEvent.Type, key: int, text: str, *, repeated: bool = False) -> None:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated)
        event.setTimestamp(self._at_ms)
        QCoreApplication.postEvent(self._window, event)
