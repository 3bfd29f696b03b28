"""The threads that own card readers: what they have in common, and the one of a SAM_V reader."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Final

from hardware.idcard.driver import CardReader
from hardware.idcard.events import CardEvent
from hardware.idcard.settings import CardReaderSettings
from hardware.telling import tell
from hardware.transport import open_transport

STOP_TIMEOUT_S: Final = 10.0
"""A driver stuck in the system's call is left behind: its thread ends with the program."""


class CardThread(ABC):
    """Steps a reader on a thread of its own, on which `on_event` is called."""

    def __init__(self, on_event: Callable[[CardEvent], None]) -> None:
        self._on_event = on_event
        self._enabled = threading.Event()
        self._stopping = threading.Event()
        self._nudged = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop and close the port. Takes as long as a reader may take to read a card."""
        self._stopping.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def enable(self) -> None:
        """A visitor is asked for a card: read the next one that is laid down."""
        self._enabled.set()
        self._nudged.set()

    def disable(self) -> None:
        self._enabled.clear()

    @abstractmethod
    def _step(self) -> float:
        """Take one step; return how long to wait then, unless somebody wants a card meanwhile."""

    @abstractmethod
    def _close(self) -> None:
        """The thread ends: let go of the reader."""

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudged.wait(self._step())
            self._nudged.clear()
        self._close()

    def _tell(self, event: CardEvent) -> None:
        tell("card_reader", event, self._on_event, of_people=True)


class CardReaderWorker(CardThread):
    """Reads cards while enabled.

    While disabled it says only whether the reader works and when a card was taken away.
    """

    def __init__(
        self,
        url: str,
        on_event: Callable[[CardEvent], None],
        settings: CardReaderSettings | None = None,
    ) -> None:
        super().__init__(on_event)
        self._settings = settings or CardReaderSettings()
        self._reader = CardReader(partial(open_transport, url), self._settings)

    def _step(self) -> float:
        reading = self._enabled.is_set()
        event = self._reader.poll(reading=reading)
        if event is not None:
            self._tell(event)
        hurry = reading or self._reader.holding
        return self._settings.poll_s if hurry else self._settings.heartbeat_s

    def _close(self) -> None:
        self._reader.close()
