"""The print head of the simulated printer: carries out commands, marks the paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from simulation.devices.printer_paper import (
    LINE_DOTS,
    Gap,
    Mark,
    QrCode,
    Raster,
    Slip,
    Span,
    TextLine,
    Type,
)

SLIP_BYTES_MAX: Final = 1 << 20  # metres of paper; what comes before the next cut is lost
QR_PAYLOAD_BYTES: Final = range(1, 1025)
UNPRINTABLE: Final = "▯"
LEAD_BYTES: Final = range(0x81, 0xFF)
SETTINGS_WITHOUT_MARK: Final = frozenset({b"\x1bp", b"\x1bt"})  # drawer, code page


class PrintHead:
    """Carries out printing commands, one token at a time."""

    def __init__(self, *, dots: int, chinese_at_power_on: bool) -> None:
        self._dots = dots
        self._chinese_at_power_on = chinese_at_power_on
        self._raw = bytearray()
        self._marks: list[Mark] = []
        self._row: list[Span] = []
        self.unknown: list[bytes] = []  # commands no printer knows: a test wants none
        self._actions: dict[bytes, Callable[[bytes], None]] = {
            b"\x1b@": self.reset,
            b"\x1ba": self._set_align,
            b"\x1bE": self._set_bold,
            b"\x1bd": self._feed_lines,
            b"\x1bJ": self._feed_dots,
            b"\x1c&": self._chinese_on,
            b"\x1c.": self._chinese_off,
            b"\x1c!": self._set_chinese_size,
            b"\x1d!": self._set_size,
            b"\x1dv": self._raster,
            b"\x1d(": self._qr,
        }
        self.reset()

    def reset(self, _: bytes = b"") -> None:
        """ESC @, and what a power cycle leaves: the paper stays as it is."""
        self._type = Type()
        self._chinese_type = Type()
        self._align = 0
        self._chinese = self._chinese_at_power_on
        self._lead: int | None = None  # the first byte of a Chinese character
        self._qr_module_dots = 3
        self._qr_payload = b""
        self._row.clear()

    def print(self, token: bytes) -> int:
        """Carry out one token; return how many dots the paper moved."""
        if len(self._raw) + len(token) > SLIP_BYTES_MAX:
            return 0
        self._raw += token
        before = len(self._marks)
        if len(token) == 1:
            self._character(token[0])
        else:
            self._command(token)
        return sum(mark.height_dots for mark in self._marks[before:])

    def cut(self, token: bytes) -> Slip:
        """Cut the paper; what has been marked so far falls into the tray."""
        self._raw += token
        self._end_row()
        slip = Slip(bytes(self._raw), tuple(self._marks), self._dots)
        self._raw.clear()
        self._marks.clear()
        return slip

    def _command(self, token: bytes) -> None:
        act = self._actions.get(token[:2])
        if act is not None:
            act(token[2:])
        elif token[:2] not in SETTINGS_WITHOUT_MARK:
            self.unknown = [*self.unknown[-9:], token]

    def _character(self, byte: int) -> None:
        if byte == ord("\n"):
            self._lead = None
            self._end_row(feed=True)
        elif self._lead is not None:
            self._second_byte(bytes((self._lead, byte)))
        elif self._chinese and byte in LEAD_BYTES:
            self._lead = byte
        elif byte >= ord(" "):
            self._put(bytes((byte,)).decode("cp437"))

    def _second_byte(self, pair: bytes) -> None:
        """A printer's Chinese type has two bytes a character; of four it prints the digits."""
        self._lead = None
        if pair[1:].isdigit():
            self._put(chr(pair[1]))
            return
        char = pair.decode("gbk", errors="replace")
        self._put(char[0] if char[0] != "\ufffd" else UNPRINTABLE, wide=True)

    def _put(self, char: str, *, wide: bool = False) -> None:
        size = self._type
        if wide:  # GS ! or FS !, whichever is larger
            width = max(size.width, self._chinese_type.width)
            size = replace(size, width=width, height=max(size.height, self._chinese_type.height))
        span = Span(char, size, wide)
        if self._row_dots() + span.width_dots > self._dots:
            self._end_row()
        if self._row and replace(self._row[-1], text=char) == span:
            span = replace(span, text=self._row.pop().text + char)
        self._row.append(span)

    def _row_dots(self) -> int:
        return sum(span.width_dots for span in self._row)

    def _end_row(self, *, feed: bool = False) -> None:
        if self._row or feed:
            self._marks.append(TextLine(tuple(self._row), self._align))
            self._row.clear()

    def _feed_lines(self, given: bytes) -> None:
        self._end_row()
        self._marks.append(Gap(given[0] * LINE_DOTS))

    def _feed_dots(self, given: bytes) -> None:
        self._end_row()
        self._marks.append(Gap(given[0]))

    def _set_align(self, given: bytes) -> None:
        self._align = given[0] & 0x03

    def _set_size(self, given: bytes) -> None:
        width, height = (given[0] >> 4 & 7) + 1, (given[0] & 7) + 1
        self._type = replace(self._type, width=width, height=height)

    def _set_bold(self, given: bytes) -> None:
        self._type = replace(self._type, bold=bool(given[0] & 1))

    def _set_chinese_size(self, given: bytes) -> None:
        self._chinese_type = Type(1 + bool(given[0] & 4), 1 + bool(given[0] & 8))

    def _chinese_on(self, _: bytes) -> None:
        self._chinese = True

    def _chinese_off(self, _: bytes) -> None:
        self._chinese = False
        self._lead = None

    def _raster(self, given: bytes) -> None:
        self._end_row()
        width, rows = (int.from_bytes(given[at : at + 2], "little") for at in (2, 4))
        if len(given) == 6 + width * rows:
            self._marks.append(Raster(width, rows, given[6:], self._align))

    def _qr(self, given: bytes) -> None:
        kind, content = given[3:5], given[5:]
        if kind == b"1C":
            self._qr_module_dots = content[0] if content else 1
        elif kind == b"1P":
            self._qr_payload = content[1:]
        elif kind == b"1Q" and len(self._qr_payload) in QR_PAYLOAD_BYTES:
            self._end_row()
            text = self._qr_payload.decode("utf-8", errors="replace")
            self._marks.append(QrCode(text, self._qr_module_dots, self._align))
