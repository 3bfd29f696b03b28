"""What is before the visitor: the screen, the voice that tells of it, the reader that waits."""

from kiosk.core import scanning
from kiosk.core.guide import REPEAT, Guide, Touch
from kiosk.core.ports import CardReader, View
from kiosk.core.screens import Screen
from kiosk.core.visit import Visit


class Front:
    """Shows one screen to eye and ear, and lets the reader read where cards are wanted."""

    def __init__(self, view: View, card_reader: CardReader, guide: Guide | None) -> None:
        self._view = view
        self._card_reader = card_reader
        self._guide = guide
        self._listening = False

    def show(self, screen: Screen, visit: Visit) -> None:
        """Show it in the visitor's language."""
        self._view.set_language(visit.language)
        self._view.show(screen)
        if self._guide is not None:
            self._guide.follow(screen, visit.language, spoken=visit.comfort.spoken)
        listening = isinstance(screen, scanning.READING_CARDS)
        if listening is not self._listening:
            self._listening = listening
            self._card_reader.listen(enabled=listening)

    def key(self, key: str, screen: Screen) -> Touch | None:
        """Take a key of spoken guidance; return the touch that it stands for, if it does."""
        touch = self._guide.key(key, screen) if self._guide is not None else None
        return None if touch is None or touch.action == "guide" else touch

    def repeat(self, screen: Screen) -> None:
        """Say the screen once more."""
        if self._guide is not None:
            self._guide.key(REPEAT, screen)
