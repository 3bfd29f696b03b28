"""Keypads that send a line of text for each key, worked by hand. The hall file has the lines."""

from collections import deque
from collections.abc import Sequence
from enum import Enum
from typing import Final

from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices.wire import Device

HEARD_MAX: Final = 8
LINE_BYTES_MAX: Final = 256
HELD_TIMES: Final = 40


class End(Enum):
    """What ends a line of the keypad."""

    CRLF = b"\r\n"
    CR = b"\r"
    LF = b"\n"


class LineKeypads(Device):
    """The far end of the line: says what it is told to say, and keeps what it hears."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._end = End.CRLF
        self._buffer = bytearray()
        self._heard: deque[str] = deque(maxlen=HEARD_MAX)

    @property
    def device(self) -> Device:
        return self

    @property
    def orders(self) -> Sequence[Order]:
        return (
            Order("say", "send a line, as a key does: say N5", self._say),
            Order("hold", f"the key hangs: the line comes {HELD_TIMES} times", self._hold),
            Order("bytes", "send bytes in hexadecimal, without an end", self._bytes),
            Order("end", "what ends its lines from now on", self._set_end),
        )

    def face(self) -> str:
        """Return what it has heard."""
        return "heard: " + (", ".join(self._heard) or "nothing")

    def receive(self, data: bytes) -> None:
        self._buffer += data
        del self._buffer[:-LINE_BYTES_MAX]
        *lines, rest = self._buffer.replace(b"\r", b"\n").split(b"\n")
        self._buffer[:] = rest
        for line in filter(None, lines):
            text = line.decode("ascii", errors="replace")
            self._heard.append(text)
            self._around.say(f"heard: {text}")

    def _say(self, line: str) -> None:
        self.send(line.encode("utf-8") + self._end.value)

    def _hold(self, line: str) -> None:
        for _ in range(HELD_TIMES):
            self._say(line)

    def _bytes(self, data: str) -> None:
        self.send(bytes.fromhex(data))

    def _set_end(self, end: End) -> None:
        self._end = end


def make(around: Surroundings) -> LineKeypads:
    """Return keypads that end their lines with CR and LF."""
    return LineKeypads(around)
