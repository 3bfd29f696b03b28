"""The thread that owns a card reader's port."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from hardware.idcard.driver import CardReader
from hardware.idcard.events import CardEvent
from hardware.idcard.settings import CardReaderSettings
from hardware.transport import open_transport

log = structlog.get_logger("card_reader")

STOP_TIMEOUT_S: Final = 10.0
"""A driver stuck in the system's call is left behind: its thread ends with the program."""


class CardReaderWorker:
    """Reads cards while enabled. `on_event` is called on the worker's thread.

    While disabled it says only whether the reader works and when a card was taken away.
    """

    def __init__(
        self,
        url: str,
        on_event: Callable[[CardEvent], None],
        settings: CardReaderSettings | None = None,
    ) -> None:
        self._on_event = on_event
        self._settings = settings or CardReaderSettings()
        self._reader = CardReader(partial(open_transport, url), self._settings)
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
        self._thread.join(STOP_TIMEOUT_S)

    def enable(self) -> None:
        """A visitor is asked for a card: read the next one that is laid down."""
        self._enabled.set()
        self._nudged.set()

    def disable(self) -> None:
        self._enabled.clear()

    def _run(self) -> None:
        while not self._stopping.is_set():
            reading = self._enabled.is_set()
            event = self._reader.poll(reading=reading)
            if event is not None:
                self._tell(event)
            hurry = reading or self._reader.holding
            self._nudged.wait(self._settings.poll_s if hurry else self._settings.heartbeat_s)
            self._nudged.clear()
        self._reader.close()

    def _tell(self, event: CardEvent) -> None:
        log.info("card_reader.told", told=repr(event))  # which shows nothing of a person
        try:
            self._on_event(event)
        except Exception as error:  # noqa: BLE001 - the reader must outlive a listener's mistake
            # Its type only: a message or a traceback may hold the visitor's card.
            log.warning("card_reader.listener_failed", error=type(error).__name__)
