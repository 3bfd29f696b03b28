"""A simulated scanner: the far end of its line, and the codes and documents held before it."""

from collections import deque
from collections.abc import Sequence
from time import monotonic
from typing import Final

from simulation.devices.wire import IDLE_S, Device

SUFFIXES: Final = {
    "cr": b"\r",
    "lf": b"\n",
    "crlf": b"\r\n",
    "tab": b"\t",
    "etx": b"\x03",
    "none": b"",
}


class SimScanner(Device):
    """Set `prefix`, `suffix`, `drip_s`; `hold` is somebody who holds something before it.

    A scanner never answers, and nothing is known of it before it has read something.
    """

    def __init__(self, *, prefix: bytes = b"", suffix: bytes = b"\r") -> None:
        super().__init__()
        self.prefix = prefix
        self.suffix = suffix
        self.drip_s = 0.0  # between single bytes
        self.scanned = 0
        self._outgoing: deque[tuple[float, bytes]] = deque()

    def receive(self, data: bytes) -> None:
        """Take what is said to it, and do nothing: it is set up by its maker's bar codes."""

    def hold(self, text: str, *, times: int = 1) -> None:
        """Read a code; `times` if it is held there for long."""
        for _ in range(times):
            self.scanned += 1
            self._send(self.prefix + text.encode() + self.suffix)

    def hold_document(self, lines: Sequence[str], *, at_once: bool = False) -> None:
        """Read the lines of a document: each with its end, or all with one."""
        self.scanned += 1
        for part in ["".join(lines)] if at_once else lines:
            self._send(self.prefix + part.encode() + self.suffix)

    def make_noise(self, data: bytes) -> None:
        """Let bytes come that are no code."""
        self._send(data)

    def tick(self, now_s: float) -> float:
        while self._outgoing and self._outgoing[0][0] <= now_s:
            self.send(self._outgoing.popleft()[1])
        return max(0.0, self._outgoing[0][0] - now_s) if self._outgoing else IDLE_S

    def _send(self, data: bytes) -> None:
        if not self.drip_s:
            self.send(data)
            return
        start_s = max(monotonic(), self._outgoing[-1][0] if self._outgoing else 0.0)
        for place in range(len(data)):
            self._outgoing.append((start_s + (place + 1) * self.drip_s, data[place : place + 1]))
        self.wake()
