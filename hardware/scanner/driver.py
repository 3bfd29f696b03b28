"""A scanner on a serial line or a serial server, stepped: closed, or open and listening."""

from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

from hardware.backoff import pause_s
from hardware.errors import DeviceError
from hardware.scanner.codec import ScanDecoder
from hardware.scanner.events import ScannerDown, ScannerEvent, ScannerUp
from hardware.scanner.readings import Readings
from hardware.scanner.settings import ScannerSettings
from hardware.transport import Transport

_READ_BYTES: Final = 1024
_READS_MAX: Final = 16
"""A line that never falls silent is a line of noise; nothing is read from it for ever."""


class OpenLine(Protocol):
    def __call__(self) -> Transport: ...


class SerialScanner:
    """One scanner. Used by one thread; `poll` never raises a `DeviceError`."""

    def __init__(
        self,
        open_line: OpenLine,
        settings: ScannerSettings,
        *,
        clock_s: Callable[[], float] = monotonic,
    ) -> None:
        self._open_line = open_line
        self._settings = settings
        self._clock_s = clock_s
        self._decoder = ScanDecoder(settings)
        self._readings = Readings(settings)
        self._line: Transport | None = None
        self._retry_at_s = clock_s()
        self._attempts = 0
        self._reported_down = False

    @property
    def wait_s(self) -> float:
        """How long there is nothing to do, while the scanner is away."""
        return 0.0 if self._line is not None else max(0.0, self._retry_at_s - self._clock_s())

    def poll(self, *, timeout_s: float) -> list[ScannerEvent]:
        """Take one step, `timeout_s` long at most; return what happened."""
        try:
            if self._line is None:
                return self._connect() if self.wait_s == 0 else []
            return self._listen(self._line, timeout_s)
        except DeviceError as error:
            return self._disconnect(str(error))

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def _connect(self) -> list[ScannerEvent]:
        self._line = self._open_line()
        self._decoder = ScanDecoder(self._settings)
        self._attempts = 0
        self._reported_down = False
        return [ScannerUp()]

    def _listen(self, line: Transport, timeout_s: float) -> list[ScannerEvent]:
        """Read until the line is silent, so that a code is told as soon as it is whole."""
        told: list[ScannerEvent] = []
        for _ in range(_READS_MAX):
            waiting = self._decoder.waiting
            wait_s = self._settings.silence_s if waiting else timeout_s
            data = line.read(_READ_BYTES, timeout_s=wait_s)
            texts = self._decoder.feed(data) if data else self._decoder.silence()
            now_s = self._clock_s()
            told += filter(None, (self._readings.take(text, now_s) for text in texts))
            if told or not data:
                break
        return told

    def _disconnect(self, cause: str) -> list[ScannerEvent]:
        self.close()
        pause = pause_s(self._settings.backoff_s, self._attempts)
        self._retry_at_s = self._clock_s() + pause
        self._attempts += 1
        if self._reported_down:
            return []
        self._reported_down = True
        return [ScannerDown(cause)]
