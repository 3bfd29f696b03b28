"""The thread that owns a scanner's port."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from hardware.scanner.driver import SerialScanner
from hardware.scanner.events import ScannerEvent
from hardware.scanner.settings import ScannerSettings
from hardware.telling import tell
from hardware.transport import open_transport

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
                tell("scanner", event, self._on_event, of_people=True)
            self._stopping.wait(self._scanner.wait_s)
        self._scanner.close()
