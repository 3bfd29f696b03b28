"""The thread that owns a scanner's port."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from hardware.scanner.driver import SerialScanner
from hardware.scanner.events import ScannerEvent
from hardware.scanner.settings import ScannerSettings
from hardware.transport import open_transport

log = structlog.get_logger("scanner")

LISTEN_S: Final = 0.5  # so long `stop` waits on a quiet line
STOP_TIMEOUT_S: Final = 10.0
"""A driver stuck in the system's call is left behind: its thread ends with the program."""


class ScannerWorker:
    """Reads all the time. `on_event` is called on the worker's thread."""

    def __init__(
        self,
        url: str,
        on_event: Callable[[ScannerEvent], None],
        settings: ScannerSettings | None = None,
        *,
        baud: int = 9_600,
    ) -> None:
        self._on_event = on_event
        self._scanner = SerialScanner(
            partial(open_transport, url, baud=baud), settings or ScannerSettings()
        )
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop and close the port."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            for event in self._scanner.poll(timeout_s=LISTEN_S):
                tell(event, self._on_event)
            self._stopping.wait(self._scanner.wait_s)
        self._scanner.close()


def tell(event: ScannerEvent, on_event: Callable[[ScannerEvent], None]) -> None:
    """Tell a listener, whose mistake must not end the scanner."""
    log.info("scanner.told", told=repr(event))  # which shows nothing of a person
    try:
        on_event(event)
    except Exception as error:  # noqa: BLE001 - the scanner must outlive a listener's mistake
        # Its type only: a message or a traceback may hold what was scanned.
        log.warning("scanner.listener_failed", error=type(error).__name__)
