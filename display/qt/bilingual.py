"""The bridge of a display: its pages speak two languages at once."""

from PySide6.QtCore import Property, Signal

from qtkit.bridge import ScreenBridge
from qtkit.texts import Texts


class BilingualBridge(ScreenBridge):
    """A bridge whose `texts` are Chinese and whose `english` are the same in English."""

    english_changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, "zh")
        self._english = texts.table("en")

    def _get_english(self) -> dict[str, str]:
        return self._english

    english = Property("QVariantMap", _get_english, notify=english_changed)  # type: ignore[arg-type]
