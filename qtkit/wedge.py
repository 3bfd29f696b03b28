"""Takes a typing scanner's keys out of a window's events, before any field or button."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

from hardware.scanner.wedge import ENDS, Verdict, WedgeScanner

_ENTERS: Final = {
    int(Qt.Key.Key_Return): "\r",
    int(Qt.Key.Key_Enter): "\r",
    int(Qt.Key.Key_Tab): "\t",
}
_MODIFIERS: Final = frozenset(
    int(key)
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr)
)
"""A scanner presses them, too, and they type nothing by themselves."""
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_KINDS: Final = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class WedgeFilter(QObject):
    """Filters all keys of a window, until `close`.

    Not of the application: that would have Python look at each event of each item, also of those
    that are just being destroyed. What a person has typed comes a moment later, unchanged and in
    its order.
    """

    def __init__(self, scanner: WedgeScanner, window: QWindow) -> None:
        super().__init__()
        self._window = window
        self._scanner = scanner
        self._gap_ms = scanner.settings.gap_ms
        self._held: list[QKeyEvent] = []
        self._held_at_ms = 0
        self._swallowed: set[int] = set()
        """Keys of the scanner that are still down: nobody gets their release either."""
        self._giving_back = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._be_sure)
        window.installEventFilter(self)

    def close(self) -> None:
        """Give back what is held, and filter no more."""
        self._timer.stop()
        self._give_back()
        self._window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._giving_back or event.type() not in _KINDS:
            return False
        if not isinstance(event, QKeyEvent):
            return False
        release = event.type() is QEvent.Type.KeyRelease
        return self._release(event) if release else self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        if self._held and not 0 <= _at_ms(event) - self._held_at_ms <= self._gap_ms:
            self._decide()  # the timer is late: this thread was busy
        sign = _sign(event)
        verdict = (
            self._scanner.other() if sign is None else self._scanner.press(sign, _at_ms(event))
        )
        if verdict is Verdict.HOLD:
            self._hold(event)
            self._held_at_ms = _at_ms(event)
            self._timer.start(self._gap_ms + 1)
            return True
        self._timer.stop()
        if verdict is Verdict.SWALLOW:
            self._swallow()
            self._swallowed.add(event.key())
            return True
        self._give_back()
        return False

    def _release(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        if any(held.key() == event.key() for held in self._held):
            self._hold(event)
            return True
        return False

    def _hold(self, event: QKeyEvent) -> None:
        self._held.append(event.clone())

    def _swallow(self) -> None:
        for held in self._held:
            pressed = held.type() is QEvent.Type.KeyPress
            (self._swallowed.add if pressed else self._swallowed.discard)(held.key())
        self._held.clear()

    def _be_sure(self) -> None:
        """The gap is over; but if this thread was busy, the next keys may be here already."""
        QTimer.singleShot(0, self, self._pause)

    def _pause(self) -> None:
        if self._held and not self._timer.isActive():
            self._decide()

    def _decide(self) -> None:
        """No key has followed in time: what is held is a person's, or a code cut off."""
        if self._scanner.pause() is Verdict.SWALLOW:
            self._swallow()
        else:
            self._give_back()

    def _give_back(self) -> None:
        held, self._held = self._held, []
        self._giving_back = True
        try:
            for each in held:
                QCoreApplication.sendEvent(self._window, each)
        finally:
            self._giving_back = False


def _sign(event: QKeyEvent) -> str | None:
    """Return what a scanner would mean by this key; None if no scanner presses it."""
    if event.isAutoRepeat() or event.modifiers() & _COMMANDS:
        return None
    if event.key() in _ENTERS:
        return _ENTERS[event.key()]
    text = event.text()
    return text if len(text) == 1 and (text.isprintable() or text in ENDS) else None


def _at_ms(event: QKeyEvent) -> int:
    return event.timestamp()
