"""What goes on one slip of paper, line by line, and its bytes.

Numbers and Latin text use the printer's own type: sharp, small on the wire, and readable by other
machines. Chinese is drawn unless the printer is known to have the characters.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Final, Literal, TypeAlias

from PIL import Image

from hardware.escpos.codec import CUT
from hardware.escpos.fonts import FontBook
from hardware.escpos.raster import (
    PX_MIN,
    Align,
    draw_qr,
    draw_text,
    encode_raster,
    fitting_module_dots,
    placed,
)
from hardware.escpos.wrap import wrap

CELL_DOTS: Final = 12  # a Latin character of font A; a Chinese one takes two cells
SCALE_MAX: Final = 8
GBK_SCALE_MAX: Final = 2  # a printer's Chinese type knows one size and its double
ALIGNMENT: Final[dict[Align, int]] = {"left": 0, "center": 1, "right": 2}
CHINESE_ON, CHINESE_OFF = b"\x1c&", b"\x1c."
QR_MARGIN_MODULES: Final = 4  # without white around it, no phone reads it
QR_PAYLOAD_BYTES_MAX: Final = 1024


@dataclass(frozen=True, kw_only=True)
class PaperFormat:
    """What one printer can do. Names and values as in the hall file."""

    dots: Literal[384, 576] = 576
    cjk: Literal["raster", "gbk", "utf8"] = "raster"
    qr: Literal["native", "raster"] = "native"


@dataclass(frozen=True)
class Text:
    """A line of text. Too long for the paper at `scale`, it shrinks to fit, then wraps."""

    text: str
    _: KW_ONLY
    scale: int = 1  # 1 to 8 times 3 mm
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True)
class Qr:
    """A QR code in the middle of the paper."""

    payload: str
    module_dots: int = 6  # 0.75 mm: phones read it from an arm's length

    def __post_init__(self) -> None:
        if len(self.payload.encode()) > QR_PAYLOAD_BYTES_MAX:
            raise ValueError(f"a QR code on a ticket holds {QR_PAYLOAD_BYTES_MAX} bytes at most")


@dataclass(frozen=True)
class Picture:
    """A picture in mode "1", ink is 1, as `load_logo` makes it; what is too wide is cut off."""

    image: Image.Image
    _: KW_ONLY
    align: Align = "left"


@dataclass(frozen=True)
class Rule:
    """A dashed line across the paper."""


@dataclass(frozen=True)
class Feed:
    """Empty lines."""

    lines: int = 1


Line: TypeAlias = Text | Qr | Picture | Rule | Feed


class DocumentEncoder:
    """Turns lines into the bytes of one slip, for one printer."""

    def __init__(self, paper: PaperFormat, fonts: FontBook) -> None:
        self._paper = paper
        self._fonts = fonts
        self._columns = paper.dots // CELL_DOTS

    def encode(self, lines: Sequence[Line]) -> bytes:
        """Return the slip with its cut. The printer must have been initialised before."""
        return b"".join(map(self._line, lines)) + CUT

    def _line(self, line: Line) -> bytes:
        match line:
            case Text():
                return self._text(line)
            case Qr():
                return self._qr(line)
            case Picture(image=image, align=align):
                return _styled() + encode_raster(placed(image, self._paper.dots, align))
            case Rule():
                return _styled() + b"-" * self._columns + b"\n"
            case Feed(lines=count):
                return bytes((0x1B, 0x64, count))

    def _text(self, line: Text) -> bytes:
        text = "".join(char if char.isprintable() else " " for char in line.text)
        chinese_typed = (
            self._paper.cjk != "raster" and line.scale <= GBK_SCALE_MAX and _in_gbk(text)
        )
        if text.isascii() or chinese_typed:
            return self._typed(text, line)
        image = draw_text(
            text,
            self._fonts,
            dots=self._paper.dots,
            px=PX_MIN * line.scale,
            bold=line.bold,
            align=line.align,
        )
        return _styled() + encode_raster(image)

    def _typed(self, text: str, line: Text) -> bytes:
        """Print in the printer's own type, whose sizes are whole multiples."""
        cells = max(1, len(text.encode("gbk")))
        scale = max(1, min(line.scale, SCALE_MAX, self._columns // cells))
        pieces = wrap(text, lambda piece: len(piece.encode("gbk")) * scale <= self._columns)
        coding = "utf-8" if self._paper.cjk == "utf8" else "gbk"
        typed = b"".join(piece.encode(coding) + b"\n" for piece in pieces)
        if coding == "gbk" and not text.isascii():
            double = bytes((0x1C, 0x21, 0x0C if scale == GBK_SCALE_MAX else 0))
            typed = CHINESE_ON + double + typed + CHINESE_OFF  # some printers obey only FS ! here
        return _styled(scale=scale, bold=line.bold, align=line.align) + typed

    def _qr(self, line: Qr) -> bytes:
        dots = self._paper.dots
        module_dots = fitting_module_dots(line.payload, dots=dots, module_dots=line.module_dots)
        margin = bytes((0x1B, 0x4A, QR_MARGIN_MODULES * module_dots))
        if self._paper.qr == "raster":
            return _styled() + margin + _drawn_qr(line.payload, dots, module_dots) + margin
        code = encode_native_qr(line.payload.encode(), module_dots)
        return _styled(align="center") + margin + code + margin


def _drawn_qr(payload: str, dots: int, module_dots: int) -> bytes:
    """Draw the code at half its size where the printer can double it: a quarter of the bytes."""
    enlarged = 1 if module_dots % 2 else 2
    image = draw_qr(payload, dots=dots // enlarged, module_dots=module_dots // enlarged)
    return encode_raster(image, enlarged=enlarged)


def encode_native_qr(payload: bytes, module_dots: int) -> bytes:
    """Return GS ( k commands: model 2, module size, error correction M, store, print.

    Printers without GS ( k print them as text: such a one is set to `qr = "raster"`.
    """
    return b"".join(
        (
            b"\x1d(k\x04\x001A2\x00",
            b"\x1d(k\x03\x001C" + bytes((module_dots,)),
            b"\x1d(k\x03\x001E1",
            b"\x1d(k" + (len(payload) + 3).to_bytes(2, "little") + b"1P0" + payload,
            b"\x1d(k\x03\x001Q0",
        )
    )


def _styled(*, scale: int = 1, bold: bool = False, align: Align = "left") -> bytes:
    """Set everything about a line's look, so that no line depends on the one before."""
    size = (scale - 1) << 4 | (scale - 1)
    return bytes((0x1B, 0x61, ALIGNMENT[align], 0x1D, 0x21, size, 0x1B, 0x45, bold))


def _in_gbk(text: str) -> bool:
    """Tell whether printers' Chinese type may have it: they hold the two-byte area only."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
