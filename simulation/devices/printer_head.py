"""The print head of the simulated printer: carries out commands, marks the paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from simulation.devices.printer_graphics import GraphicsBuffer, columns, raster
from simulation.devices.printer_paper import (
    CELL_DOTS,
    LINE_DOTS,
    BarCode,
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
BAR_DOTS: Final = 162
UNPRINTABLE: Final = "▯"
LEAD_BYTES: Final = range(0x81, 0xFF)
SETTINGS_WITHOUT_MARK: Final = frozenset({
    b"\x1bp", b"\x1bR", b"\x1b{", b"\x1bc", b"\x1bD", b"\x1bK", b"\x1bU",
    b"\x1bV", b"\x1br", b"\x1bu", b"\x1bv", b"\x1b=", b"\x1b?", b"\x1b%", b"\x1bB", b"\x1b ",
    b"\x1b$", b"\x1b\\", b"\x1cC", b"\x1cS", b"\x1c-", b"\x1d|", b"\x1dB", b"\x1db", b"\x1dH",
    b"\x1df", b"\x1dw", b"\x1dL", b"\x1dP", b"\x1dW", b"\x1dT",
})  # fmt: skip
"""Known to printers, and without a trace on this one's paper."""
CODE_PAGES: Final = {
    0: "cp437", 1: "cp932", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857",
    14: "cp737", 15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858",
    21: "cp874", 33: "cp775", 34: "cp855", 35: "cp861", 36: "cp862", 37: "cp864", 38: "cp869",
    39: "iso8859_2", 40: "iso8859_15", 44: "cp1125", 45: "cp1250", 46: "cp1251", 47: "cp1253",
    48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257", 52: "cp1258",
}  # fmt: skip
TAB_COLUMNS: Final = 8


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
            b"\x1b!": self._set_mode,
            b"\x1bG": self._set_bold,
            b"\x1bM": self._set_font,
            b"\x1b-": self._set_underline,
            b"\x1bt": self._set_code_page,
            b"\x1b2": self._usual_pitch,
            b"\x1b3": self._set_pitch,
            b"\x1b+": self._set_pitch,
            b"\x1bA": self._set_pitch,
            b"\x1b*": self._columns,
            b"\x1cW": self._set_chinese_double,
            b"\x1dh": self._set_bar_height,
            b"\x1dk": self._bar_code,
            b"\x1dv": self._raster,
            b"\x1d(": self._extended,
            b"\x1d8": self._large_graphics,
        }
        self.reset()

    def reset(self, _: bytes = b"") -> None:
        """ESC @, and what a power cycle leaves: the paper stays as it is."""
        self._type = Type()
        self._chinese_type = Type()
        self._code_page = "cp437"
        self._pitch_dots = LINE_DOTS
        self._bar_dots = BAR_DOTS
        self._graphics = GraphicsBuffer()
        self._align = 0
        self._chinese = self._chinese_at_power_on
        self._lead: int | None = None  # the first byte of a Chinese character
        self._qr_module_dots = 3
        self._qr_payload = b""
        self._row.clear()
        self._strip: Raster | None = None

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
        elif byte == ord("\t"):
            self._tab()
        elif self._lead is not None:
            self._second_byte(bytes((self._lead, byte)))
        elif self._chinese and byte in LEAD_BYTES:
            self._lead = byte
        elif byte >= ord(" "):
            char = bytes((byte,)).decode(self._code_page, errors="replace")
            self._put(char if char.isprintable() else UNPRINTABLE)

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
        if self._strip is not None:
            self._marks.append(self._strip)
            self._strip = None
            if not self._row:
                return
        if self._row or feed:
            self._marks.append(TextLine(tuple(self._row), self._align, self._pitch_dots))
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

    def _set_mode(self, given: bytes) -> None:
        mode = given[0]
        self._type = Type(
            1 + bool(mode & 0x20),
            1 + bool(mode & 0x10),
            bold=bool(mode & 0x08),
            small=bool(mode & 0x01),
            underline=bool(mode & 0x80),
        )

    def _set_font(self, given: bytes) -> None:
        self._type = replace(self._type, small=given[0] in b"\x01\x31")

    def _set_underline(self, given: bytes) -> None:
        self._type = replace(self._type, underline=given[0] not in b"\x000")

    def _set_code_page(self, given: bytes) -> None:
        self._code_page = CODE_PAGES.get(given[0], "cp437")

    def _set_pitch(self, given: bytes) -> None:
        self._pitch_dots = given[0]

    def _usual_pitch(self, _: bytes) -> None:
        self._pitch_dots = LINE_DOTS

    def _set_chinese_double(self, given: bytes) -> None:
        self._chinese_type = Type(2, 2) if given[0] & 1 else Type()

    def _tab(self) -> None:
        column = self._row_dots() // CELL_DOTS
        for _ in range(TAB_COLUMNS - column % TAB_COLUMNS):
            self._put(" ")

    def _set_bar_height(self, given: bytes) -> None:
        self._bar_dots = given[0]

    def _bar_code(self, given: bytes) -> None:
        content = given[1:].rstrip(b"\x00") if given[0] < ord("A") else given[2:]
        self._end_row()
        text = content.decode("latin-1")
        self._marks.append(BarCode(given[0], text, self._bar_dots, self._align))

    def _raster(self, given: bytes) -> None:
        self._end_row()
        self._mark(raster(given, self._align))

    def _columns(self, given: bytes) -> None:
        """A strip of the line that is printed with it."""
        self._strip = columns(given, self._align)

    def _extended(self, given: bytes) -> None:
        """GS ( and a letter: codes and graphics; the rest is settings."""
        if given[:1] == b"k":
            self._qr(given)
        elif given[:1] == b"L":
            self._graphics_function(given[3:])

    def _large_graphics(self, given: bytes) -> None:
        if given[:1] == b"L":
            self._graphics_function(given[5:])

    def _graphics_function(self, function: bytes) -> None:
        picture = self._graphics.take(function, self._align)
        if picture is not None:
            self._end_row()
            self._mark(picture)

    def _mark(self, picture: Raster | None) -> None:
        if picture is not None:
            self._marks.append(picture)

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
