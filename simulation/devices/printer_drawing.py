"""How a slip looks: for people, and for programs that read pictures."""

from math import ceil
from typing import Final

import segno
from PIL import Image, ImageDraw

from hardware.escpos.fonts import FontBook
from simulation.devices.printer_paper import (
    BarCode,
    Gap,
    Mark,
    QrCode,
    Raster,
    Slip,
    Span,
    TextLine,
)

MARGIN_DOTS: Final = 32  # the head is narrower than the paper
TEETH_DOTS: Final = 8
WHITE, BLACK, EDGE = 255, 0, 160
EM: Final = 0.9  # of the cell's height, so that accents and tails stay within it
BASELINE: Final = 0.78
BAR_CODE_PX: Final = 20


def render_png(slip: Slip, fonts: FontBook) -> Image.Image:
    """Draw `slip` at one pixel a dot, mode "L", with the knife's teeth at its lower edge."""
    pictures = [(_draw(mark, slip.dots, fonts), mark) for mark in slip.marks]
    height = sum(picture.height for picture, _ in pictures)
    paper = Image.new("L", (slip.dots + 2 * MARGIN_DOTS, height + 2 * MARGIN_DOTS), WHITE)
    top = MARGIN_DOTS
    for picture, mark in pictures:
        free = max(0, slip.dots - picture.width)
        align = 0 if isinstance(mark, Gap) else mark.align
        paper.paste(picture, (MARGIN_DOTS + (0, free // 2, free)[min(align, 2)], top))
        top += picture.height
    _cut_edge(paper)
    return paper


def _draw(mark: Mark, dots: int, fonts: FontBook) -> Image.Image:
    match mark:
        case TextLine():
            return _draw_text(mark, fonts)
        case QrCode():
            return _draw_qr(mark)
        case Raster(width_bytes=width, rows=rows, bits=bits):
            ink = Image.frombytes("1", (width * 8, rows), bits)
            ink = ink.resize((width * 8 * mark.wide, rows * mark.tall), Image.Resampling.NEAREST)
            return (
                ink.convert("L")
                .point(lambda level: WHITE - level)
                .crop((0, 0, min(ink.width, dots), ink.height))
            )
        case BarCode():
            return _draw_bar_code(mark, fonts)
        case Gap(height_dots=height):
            return Image.new("L", (1, height), WHITE)


def _draw_text(line: TextLine, fonts: FontBook) -> Image.Image:
    width = max(1, sum(span.width_dots for span in line.spans))
    picture = Image.new("L", (width, line.height_dots), WHITE)
    x = 0
    for span in line.spans:
        cell = span.cell_dots
        for char in span.text:
            glyph = _draw_char(char, span, cell, fonts)
            picture.paste(glyph, (x, line.height_dots - span.type.height_dots))
            x += cell
    return picture


def _draw_char(char: str, span: Span, cell: int, fonts: FontBook) -> Image.Image:
    """Draw in the middle of the printer's cell; what is wider than the cell is pressed into it."""
    height = span.type.height_dots
    ((run, font),) = fonts.runs(char, round(height * EM))
    stroke = span.type.height // 2 + 1 if span.type.bold else 0
    ink = ceil(font.getlength(run)) + 2 * stroke
    box = Image.new("L", (max(ink, cell), height), WHITE)
    at = ((box.width - ink) / 2 + stroke, height * BASELINE)
    ImageDraw.Draw(box).text(at, run, fill=BLACK, font=font, anchor="ls", stroke_width=stroke)
    if span.type.underline:
        ImageDraw.Draw(box).line([(0, height - 1), (box.width, height - 1)], fill=BLACK)
    return box.resize((cell, height))


def _draw_bar_code(mark: BarCode, fonts: FontBook) -> Image.Image:
    """Draw a frame with what the code holds."""
    text = f"[bar code {mark.kind}: {mark.content}]"
    picture = Image.new("L", (ceil(fonts.width_px(text, BAR_CODE_PX)) + 16, mark.bar_dots), WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, picture.width - 1, picture.height - 1), outline=BLACK)
    x = 8.0
    for run, font in fonts.runs(text, BAR_CODE_PX):
        draw.text((x, mark.bar_dots / 2), run, fill=BLACK, font=font, anchor="lm")
        x += font.getlength(run)
    return picture


def _draw_qr(mark: QrCode) -> Image.Image:
    rows = segno.make_qr(mark.payload, error="m").matrix
    modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    side = len(rows) * mark.module_dots
    ink = modules.point(lambda module: BLACK if module else WHITE)
    return ink.resize((side, side), Image.Resampling.NEAREST)


def _cut_edge(paper: Image.Image) -> None:
    draw = ImageDraw.Draw(paper)
    bottom = paper.height - 1
    for x in range(0, paper.width, 2 * TEETH_DOTS):
        teeth = [(x, bottom), (x + TEETH_DOTS, bottom - TEETH_DOTS), (x + 2 * TEETH_DOTS, bottom)]
        draw.polygon(teeth, fill=EDGE)
