"""The bridge of a display: its pages speak two languages at once."""

from PySide6.QtCore import Property, QObject, Signal

from display.qt.moving import Moving
from qtkit.bridge import ScreenBridge
from qtkit.texts import Texts


class BilingualBridge(ScreenBridge):
    """A bridge whose `texts` are Chinese and whose `english` are the same in English."""

    english_changed = Signal()

    def __init__(self, texts: Texts, moving: Moving | None = None) -> None:
        """Make it. `moving` is what videos are drawn on, if any are."""
        super().__init__(texts, "zh")
        self._moving = moving
        self._english = texts.table("en")

    def _get_english(self) -> dict[str, str]:
        return self._english

    english = Property("QVariantMap", _get_english, notify=english_changed)  # type: ignore[arg-type]

    def _get_moving(self) -> QObject | None:
        return self._moving

    moving = Property(QObject, _get_moving, constant=True)
