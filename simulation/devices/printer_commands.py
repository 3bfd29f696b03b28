"""Where one ESC/POS command ends and the next begins, as a printer sees it.

Written from the command manuals and not from `hardware.escpos`, so that one checks the other.
"""

from collections.abc import Callable
from typing import Final

REQUEST_LEADS: Final = (b"\x10\x04", b"\x10\x05")
REQUESTS: Final = range(1, 5)
PULSE: Final = b"\x10\x14\x01"  # then which pin, and how long
PULSE_BYTES: Final = 5
CLEAR: Final = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
TERMINATED_BYTES_MAX: Final = 260
PAYLOAD_BYTES_MAX: Final = 1 << 20  # beyond it the length is noise
OLD_BAR_CODES: Final = tuple(bytes((kind,)) for kind in range(7))
LEADS: Final = frozenset(b"\x10\x1b\x1c\x1d")

# How many bytes follow the two of the command itself.
PARAMETERS: Final[dict[bytes, int]] = {
    **dict.fromkeys((b"\x10\x04", b"\x10\x05"), 1),
    **dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1bi", b"\x1bm", b"\x1c&", b"\x1c."), 0),
    **dict.fromkeys((b"\x1bv", b"\x1bL", b"\x1bS", b"\x1b<", b"\x1b\x0c", b"\x1d:"), 0),
    **{b"\x1b" + bytes((code,)): 1 for code in b"!%+-/3=?AEGJKMNQRTUadertuV{ "},
    **dict.fromkeys((b"\x1b$", b"\x1b\\", b"\x1bc", b"\x1bB", b"\x1cS"), 2),
    b"\x1bp": 3,
    b"\x1bW": 8,
    **{b"\x1c" + bytes((code,)): 1 for code in b"!-CW"},
    b"\x1cp": 2,
    **{b"\x1d" + bytes((code,)): 1 for code in b"!/BHITabfhrw|"},
    **dict.fromkeys((b"\x1d$", b"\x1d\\", b"\x1dL", b"\x1dP", b"\x1dW"), 2),
    b"\x1d^": 3,
}


class Tokenizer:
    """Turns any chunking of the stream into whole commands and single bytes of text.

    Concatenated, the tokens are the stream. A command nobody knows is two bytes long, so its
    parameters come out as text: what a cheap printer does with them.
    """

    def __init__(self, *, unheard_of: frozenset[bytes] = frozenset()) -> None:
        self._pending = bytearray()
        self._length: int | None = None
        self._unheard_of = unheard_of

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
                token, rest = self._pending[: self._length], self._pending[self._length :]
                self._clear()
                tokens += [bytes(token), *self.feed(bytes(rest))]
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
        if code in self._unheard_of or start[:3] in self._unheard_of:
            return 2
        return 2 + PARAMETERS[code] if code in PARAMETERS else _measured(start)


def _measured(start: bytes) -> int | None:
    """Measure a command that says itself how long it is."""
    code = start[:2]
    if code == b"\x1bD" or (code == b"\x1dk" and start[2:3] in OLD_BAR_CODES):
        return _terminated(start, 2 if code == b"\x1bD" else 3)
    if code not in MEASURES:
        return 2
    header_bytes, measure = MEASURES[code]
    if len(start) < header_bytes:
        return None
    length = header_bytes + measure(start)
    return length if length <= PAYLOAD_BYTES_MAX else header_bytes


def _terminated(start: bytes, header_bytes: int) -> int | None:
    """Measure what ends with a zero byte."""
    ended = len(start) > header_bytes and start.endswith(b"\x00")
    return len(start) if ended or len(start) > TERMINATED_BYTES_MAX else None


def _number(low_high: bytes) -> int:
    return int.from_bytes(low_high, "little")


# How long the header is that tells how many bytes follow it, and how it tells.
MEASURES: Final[dict[bytes, tuple[int, Callable[[bytes], int]]]] = {
    b"\x10\x14": (3, lambda start: {1: 2, 2: 2, 8: 7}.get(start[2], 0)),  # drawer, ..., clear
    b"\x1b*": (5, lambda start: _number(start[3:5]) * (3 if start[2] in b"\x20\x21" else 1)),
    b"\x1c(": (5, lambda start: _number(start[3:5])),
    b"\x1d(": (5, lambda start: _number(start[3:5])),  # QR codes, print-order questions
    b"\x1d8": (7, lambda start: _number(start[3:7])),  # graphics
    b"\x1d*": (4, lambda start: start[2] * start[3] * 8),  # a picture to be kept
    b"\x1dV": (3, lambda start: 1 if start[2] in b"ABabgh" else 0),  # cut, some after a feed
    b"\x1dk": (4, lambda start: start[3]),  # bar codes, the counted kind
    b"\x1dv": (8, lambda start: _number(start[4:6]) * _number(start[6:8])),  # raster picture
}


class RealTimeScanner:
    """Finds DLE EOT n, DLE ENQ n and DLE DC4 at arrival, wherever they stand: in a picture too."""

    def __init__(self) -> None:
        self._seen = b""  # the last bytes

    def feed(self, data: bytes) -> list[bytes]:
        found: list[bytes] = []
        for byte in data:
            seen = self._seen + bytes((byte,))
            if seen[-3:-1] in REQUEST_LEADS and byte in REQUESTS:
                found.append(seen[-3:])
            elif seen[-PULSE_BYTES:-2] == PULSE:
                found.append(seen[-PULSE_BYTES:])
            elif seen == CLEAR:
                found.append(seen)
            self._seen = seen[1 - len(CLEAR) :]
        return found
