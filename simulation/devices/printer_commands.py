"""Where one ESC/POS command ends and the next begins, as a printer sees it.

Written from the command manuals and not from `hardware.escpos`, so that one checks the other.
"""

from collections.abc import Callable
from typing import Final

REQUEST_LEADS: Final = (b"\x10\x04", b"\x10\x05")
REQUESTS: Final = range(1, 5)
PAYLOAD_BYTES_MAX: Final = 1 << 20  # beyond it the length is noise
LEADS: Final = frozenset(b"\x10\x1b\x1c\x1d")

# How many bytes follow the two of the command itself.
PARAMETERS: Final[dict[bytes, int]] = {
    **dict.fromkeys((b"\x10\x04", b"\x10\x05"), 1),
    **dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1bi", b"\x1bm", b"\x1c&", b"\x1c."), 0),
    **{b"\x1b" + bytes((code,)): 1 for code in b"!-3EGJMRadetrV{ "},
    **dict.fromkeys((b"\x1b$", b"\x1b\\", b"\x1bc", b"\x1cS"), 2),
    b"\x1bp": 3,
    **{b"\x1c" + bytes((code,)): 1 for code in b"!-W"},
    **{b"\x1d" + bytes((code,)): 1 for code in b"!BHIabfhrw"},
    **dict.fromkeys((b"\x1dL", b"\x1dW"), 2),
}


class Tokenizer:
    """Turns any chunking of the stream into whole commands and single bytes of text.

    Concatenated, the tokens are the stream. A command nobody knows is two bytes long, so its
    parameters come out as text: what a cheap printer does with them.
    """

    def __init__(self, *, knows_qr: bool = True) -> None:
        self._pending = bytearray()
        self._length: int | None = None
        self._knows_qr = knows_qr

    @property
    def pending_bytes(self) -> int:
        """Return how many bytes of an unfinished command have come."""
        return len(self._pending)

    def feed(self, data: bytes) -> list[bytes]:
        tokens: list[bytes] = []
        for byte in data:
            self._pending.append(byte)
            if self._length is None:
                self._length = self._length_of(bytes(self._pending))
            if self._length is not None and len(self._pending) >= self._length:
                tokens.append(bytes(self._pending))
                self._clear()
        return tokens

    def _clear(self) -> None:
        self._pending.clear()
        self._length = None

    def _length_of(self, start: bytes) -> int | None:
        """Return the length of the command that begins so, or None if more must be seen."""
        if start[0] not in LEADS:
            return 1
        code = start[:2]
        if len(code) == 1:
            return None
        if code in PARAMETERS:
            return 2 + PARAMETERS[code]
        if code not in MEASURES or (code == b"\x1d(" and not self._knows_qr):
            return 2
        header_bytes, measure = MEASURES[code]
        if len(start) < header_bytes:
            return None
        length = header_bytes + measure(start)
        return length if length <= PAYLOAD_BYTES_MAX else header_bytes


def _number(low_high: bytes) -> int:
    return int.from_bytes(low_high, "little")


# How long the header is that tells how many bytes follow it, and how it tells.
MEASURES: Final[dict[bytes, tuple[int, Callable[[bytes], int]]]] = {
    b"\x10\x14": (3, lambda start: {1: 2, 2: 2, 8: 7}.get(start[2], 0)),  # drawer, ..., clear
    b"\x1b*": (5, lambda start: _number(start[3:5]) * (3 if start[2] in b"\x20\x21" else 1)),
    b"\x1c(": (5, lambda start: _number(start[3:5])),
    b"\x1d(": (5, lambda start: _number(start[3:5])),  # QR codes, print-order questions
    b"\x1dV": (3, lambda start: 1 if start[2] in b"ABabgh" else 0),  # cut, some after a feed
    b"\x1dk": (4, lambda start: start[3]),  # bar codes, the counted kind
    b"\x1dv": (8, lambda start: _number(start[4:6]) * _number(start[6:8])),  # raster picture
}


class RealTimeScanner:
    """Finds DLE EOT n and DLE ENQ n at arrival, wherever they stand: inside a picture too."""

    def __init__(self) -> None:
        self._lead = b""  # the last two bytes

    def feed(self, data: bytes) -> list[bytes]:
        found: list[bytes] = []
        for byte in data:
            request = self._lead + bytes((byte,))
            if self._lead in REQUEST_LEADS and byte in REQUESTS:
                found.append(request)
            self._lead = request[-2:]
        return found
