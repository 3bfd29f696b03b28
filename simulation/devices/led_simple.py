"""Simulated simple bars: one whose frame is a template, and one of digits."""

from collections.abc import Callable
from functools import reduce
from operator import xor
from threading import Condition
from typing import Final

from hardware.led.codec import crc16
from simulation.devices.wire import Device

DIGIT_BYTES: Final = 4
BUFFER_BYTES_MAX: Final = 1024


class _Simple(Device):
    """What both do: take bytes, and show what makes sense."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = b""
        self.mute = False
        self.on_change: Callable[[], object] = lambda: None
        self.shown: list[str] = []
        self._buffer = bytearray()
        self._changed = Condition()

    @property
    def text(self) -> str:
        """What stands there; "" after the start."""
        return self.shown[-1] if self.shown else ""

    def wait_for(self, condition: Callable[[], bool], *, timeout_s: float = 5.0) -> bool:
        """Wait until what has come makes `condition` true; return whether it is."""
        with self._changed:
            return self._changed.wait_for(condition, timeout_s)

    def power_cycle(self) -> None:
        """Take its power away for a moment: it shows nothing then."""
        with self._changed:
            self.shown.append("")
            self._buffer.clear()

    def receive(self, data: bytes) -> None:
        with self._changed:
            self._buffer += data
            del self._buffer[:-BUFFER_BYTES_MAX]
            while (text := self._take()) is not None:
                self.shown.append(text)
                self.on_change()
                if self.answer and not self.mute:
                    self.send(self.answer)
            self._changed.notify_all()

    def _take(self) -> str | None:
        raise NotImplementedError


class SimTemplateBar(_Simple):
    """A bar that shows what stands between `prefix`, checksum and `suffix`."""

    def __init__(self, *, prefix: bytes, suffix: bytes, checksum: str = "none") -> None:
        super().__init__()
        self._prefix, self._suffix = prefix, suffix
        self._check = _CHECKS[checksum]
        self._check_bytes = len(self._check(b""))

    def _take(self) -> str | None:
        start = self._buffer.find(self._prefix)
        if start < 0:
            return None
        end = start
        while (end := self._buffer.find(self._suffix, end + 1)) >= 0:
            covered = bytes(self._buffer[start : end - self._check_bytes])
            check = bytes(self._buffer[end - self._check_bytes : end])
            if len(covered) >= len(self._prefix) and self._check(covered) == check:
                del self._buffer[: end + len(self._suffix)]
                return covered[len(self._prefix) :].decode("gbk", "replace").rstrip(" ")
        return None


class SimDigitBar(_Simple):
    """A display that takes its address, a number in two bytes, and their sum."""

    def __init__(self, address: int, *, digits: int = 3) -> None:
        super().__init__()
        self._address = address
        self._digits = digits

    def _take(self) -> str | None:
        while len(self._buffer) >= DIGIT_BYTES:
            address, high, low, check = self._buffer[:DIGIT_BYTES]
            if (address + high + low) & 0xFF != check:
                del self._buffer[0]
                continue
            del self._buffer[:DIGIT_BYTES]
            if address == self._address:
                return str(high << 8 | low).zfill(self._digits)[-self._digits :]
        return None


_CHECKS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "none": lambda _: b"",
    "sum8": lambda data: bytes([sum(data) & 0xFF]),
    "xor8": lambda data: bytes([reduce(xor, data, 0)]),
    "crc16": lambda data: crc16(data).to_bytes(2, "little"),
}
