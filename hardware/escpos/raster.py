"""Pictures for the printer: text it has no type for, and QR codes it cannot make."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import segno
from PIL import Image, ImageDraw, ImageFont

from hardware.escpos.fonts import FontBook
from hardware.escpos.wrap import RIGHT_TO_LEFT, wrap

Align: TypeAlias = Literal["left", "center", "right"]

PX_MIN: Final = 24  # 3 mm at 203 dpi, a printer's own Chinese type; smaller cannot be read
LEADING: Final = 1.3  # line height in ems
BASELINE: Final = 1.0  # below the line's top, in ems
INK_LEVEL: Final = 112  # of 255; thermal dots are round and print thinner than the screen shows
MODULE_DOTS_MAX: Final = 8  # some printers go to 16
STRIP_ROWS: Final = 64
RIGHT_TO_LEFT_WORDS: Final = re.compile(rf"([{RIGHT_TO_LEFT}]+(?:\s+[{RIGHT_TO_LEFT}]+)*)")
SPANS: Final = re.compile(r"\s+$|^\s+|\S(?:.*\S)?")
PICTURE: Final = b"\x1dv0"
ENLARGEMENTS: Final = {1: b"\x00", 2: b"\x03"}  # the printer makes of each dot one, or two by two
REAL_TIME_SECOND: Final = (b"\x04", b"\x05", b"\x14")  # DLE EOT, DLE ENQ, DLE DC4


def encode_raster(image: Image.Image, *, enlarged: int = 1) -> bytes:
    """Return GS v 0 commands that print `image` (mode "1", ink is 1) from the left edge, once or
    twice as large as it is.

    In strips, so that a broken connection leaves little of a picture owing; cropped to the ink
    on the right, since a serial line needs 6 ms for each row of white.
    """
    return b"".join(_strips(image, PICTURE + ENLARGEMENTS[enlarged]))


def _strips(image: Image.Image, command: bytes) -> Iterator[bytes]:
    ink = image.getbbox()
    width_bytes = -(-ink[2] // 8) if ink else 1
    for top in range(0, image.height, STRIP_ROWS):
        rows = min(STRIP_ROWS, image.height - top)
        strip = image.crop((0, top, width_bytes * 8, top + rows))
        size = width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield command + size + _without_requests(strip.tobytes())


def _without_requests(bits: bytes) -> bytes:
    """Add a dot wherever a picture would be taken for a real-time command, as DLE EOT."""
    for second in REAL_TIME_SECOND:
        bits = bits.replace(b"\x10" + second, b"\x11" + second)
    return bits


def draw_text(
    text: str, fonts: FontBook, *, dots: int, px: int, bold: bool, align: Align
) -> Image.Image:
    """Draw `text` on a strip `dots` wide. Type too large for one line shrinks, then wraps."""
    px = max(PX_MIN, min(px, int(px * dots / max(1.0, fonts.width_px(text, px) + 2))))
    lines = wrap(text, lambda line: fonts.width_px(line, px) <= dots)
    pitch = round(px * LEADING)
    image = Image.new("L", (dots, pitch * len(lines)))
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        x = aligned(fonts.width_px(line, px), dots, align)
        for run, font in _in_order(line, fonts, px):
            at = (x, row * pitch + px * BASELINE)
            draw.text(at, run, fill=255, font=font, anchor="ls", stroke_width=int(bold))
            x += font.getlength(run)
    return image.point(lambda level: 255 * (level >= INK_LEVEL)).convert("1")


def _in_order(line: str, fonts: FontBook, px: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """Yield the runs of a line from left to right. Words of a script written from right to left
    stand in that order, and so does the whole of a line that begins with one. Within a run, Pillow
    orders and joins the letters."""
    parts = RIGHT_TO_LEFT_WORDS.split(line)  # every second one is such words
    strong = (unicodedata.bidirectional(char) for char in line)
    turned = next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
    spans = [(span, place % 2) for place, part in enumerate(parts) for span in SPANS.findall(part)]
    for span, right_to_left in spans[::-1] if turned else spans:
        runs = list(fonts.runs(span, px))
        yield from runs[::-1] if right_to_left else runs


def draw_qr(payload: str, *, dots: int, module_dots: int) -> Image.Image:
    """Draw a QR code, without its white border, in the middle of a strip `dots` wide."""
    rows = segno.make_qr(payload, error="m").matrix
    side = len(rows) * module_dots
    image = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    ink = image.point(lambda module: 255 * module).resize((side, side), Image.Resampling.NEAREST)
    return placed(ink.convert("1"), dots, "center")


def placed(image: Image.Image, dots: int, align: Align) -> Image.Image:
    """Return `image` on a strip `dots` wide."""
    canvas = Image.new("1", (dots, image.height))
    canvas.paste(image, (int(aligned(image.width, dots, align)), 0))
    return canvas


def fitting_module_dots(payload: str, *, dots: int, module_dots: int) -> int:
    """Return `module_dots`, or less where the code and its white border would not fit."""
    modules = int(segno.make_qr(payload, error="m").symbol_size()[0])  # with the border of 4
    return max(1, min(module_dots, MODULE_DOTS_MAX, dots // modules))


def aligned(width: float, dots: int, align: Align) -> float:
    """Return where something `width` dots wide begins."""
    free = max(0.0, dots - width)
    return {"left": 0.0, "center": free / 2, "right": free}[align]
