"""The only way from the threads of the line and the devices to Qt."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class MainThreadInbox(QObject):
    """`put` from any thread; `receive` runs on the thread that made this object, in order."""

    _arrived = Signal(object)

    def __init__(self, receive: Callable[[Any], None]) -> None:
        super().__init__()
        self._receive = receive
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, thing: object) -> None:
        """Hand `thing` over. After `close` it is dropped."""
        if not self._closed:
            self._arrived.emit(thing)

    def close(self) -> None:
        """Deliver nothing more, not even what is under way."""
        self._closed = True

    def _deliver(self, thing: object) -> None:
        if not self._closed:
            self._receive(thing)
