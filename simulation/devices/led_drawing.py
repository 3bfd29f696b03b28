"""How an LED bar looks: for people, and for programs that read pictures."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from PIL import Image, ImageDraw

from hardware.escpos.fonts import FontBook
from hardware.led.areas import Box
from simulation.devices.led_areas import SimArea
from simulation.devices.led_card import SimLedCard

PITCH: Final = 6  # pixels from one dot to the next
DOT: Final = 5
FRAME: Final = 10
COLOURS: Final = {1: (255, 48, 24), 2: (64, 255, 64), 3: (255, 200, 32)}
DARK: Final = (38, 14, 12)
BACKGROUND: Final = (10, 8, 8)
FONT_DOTS: Final = 16
LIT: Final = 110  # of 255: a font's edge has greys, a dot is on or off


def render_png(card: SimLedCard, fonts: FontBook, *, font_dots: int = FONT_DOTS) -> Image.Image:
    """Draw the screen of a card, dot by dot; `font_dots` is how high its font is."""
    dots = Image.new("P", (card.width, card.height), 0)
    if card.on:
        areas = list(card.areas.values()) or _program(card)
        for area in areas:
            _draw_area(dots, area, fonts, font_dots)
    return _lamps(dots, {0: DARK, **COLOURS})


def _program(card: SimLedCard) -> Sequence[SimArea]:
    if not card.program:
        return []
    whole = Box(0, 0, card.width, card.height)
    text = card.program.encode("gbk")
    return [
        SimArea(
            id=0, box=whole, data=text, across=2, down=2, single_line=True, runs=False, until_s=0
        )
    ]


def _draw_area(dots: Image.Image, area: SimArea, fonts: FontBook, font_dots: int) -> None:
    box, text = area.box, area.plain
    if not text:
        return
    height = min(font_dots, box.height)
    ink = Image.new("L", (max(1, ceil(fonts.width_px(text, height))), height), 0)
    x = 0.0
    for run, font in fonts.runs(text, height):
        ImageDraw.Draw(ink).text((x, height * 0.82), run, fill=255, font=font, anchor="ls")
        x += font.getlength(run)
    mask = ink.point(lambda level: 255 if level > LIT else 0).convert("1")
    left = (0, box.width - ink.width, (box.width - ink.width) // 2)[min(area.across, 2)]
    top = (0, box.height - height, (box.height - height) // 2)[min(area.down, 2)]
    part = Image.new("P", (box.width, box.height), 0)
    part.paste(area.colour if area.colour in COLOURS else 1, (max(0, left), max(0, top)), mask)
    dots.paste(part, (box.x, box.y))


def _lamps(dots: Image.Image, colours: dict[int, tuple[int, int, int]]) -> Image.Image:
    size = (dots.width * PITCH + 2 * FRAME, dots.height * PITCH + 2 * FRAME)
    picture = Image.new("RGB", size, BACKGROUND)
    lamps = {value: _lamp(colour) for value, colour in colours.items()}
    values = dots.tobytes()
    for y in range(dots.height):
        for x in range(dots.width):
            picture.paste(lamps[values[y * dots.width + x]], (FRAME + x * PITCH, FRAME + y * PITCH))
    return picture


def _lamp(colour: tuple[int, int, int]) -> Image.Image:
    lamp = Image.new("RGB", (PITCH, PITCH), BACKGROUND)
    ImageDraw.Draw(lamp).ellipse((0, 0, DOT - 1, DOT - 1), fill=colour)
    return lamp
