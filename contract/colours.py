"""Colours as WCAG 2 measures them. Pure.

A colour is written "#0b4a86". Contrast is between 1 (the same) and 21 (black on white).
"""

import colorsys
from typing import Final, TypeAlias

Colour: TypeAlias = str

COLOUR_PATTERN: Final = r"^#[0-9a-fA-F]{6}$"
READABLE: Final = 7.0
"""Contrast of a text that everybody reads: WCAG 2.2, success criterion 1.4.6."""

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
_LINEAR_MAX: Final = 0.04045
"""Below it sRGB is a straight line."""
_STEPS: Final = 500


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, whichever is the ink."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """Return `share` of a colour on a ground, as if it were so opaque."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _written([share * mine + (1 - share) * below for mine, below in pairs])


def nearest_readable(colour: Colour, *grounds: Colour, least: float = READABLE) -> Colour:
    """Return the colour itself if it is readable on all grounds, or else the nearest of its hue
    that is: darker or lighter, whichever is less far; black or white if there is none."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    for step in range(_STEPS + 1):
        for way in (-1, 1):
            there = lightness + way * step / _STEPS
            if not 0 <= there <= 1:
                continue
            found = _written(colorsys.hls_to_rgb(hue, there, saturation)) if step else colour
            if all(contrast(found, ground) >= least for ground in grounds):
                return found
    return max((BLACK, WHITE), key=lambda ink: min(contrast(ink, ground) for ground in grounds))


def ink_on(ground: Colour) -> Colour:
    """Return black or white, whichever is better to read on a ground."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_MAX else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: "tuple[float, float, float] | list[float]") -> Colour:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
