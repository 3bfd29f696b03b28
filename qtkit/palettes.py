"""The colours of the screens, as values: what `Theme` in QML is given. Pure.

Whatever is an ink here has at least 7:1 on every ground that a screen puts it on; tests find out
from the screens which these are.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

from contract.colours import (
    BLACK,
    READABLE,
    WHITE,
    Colour,
    contrast,
    ink_on,
    mixed,
    nearest_readable,
)
from contract.hall.look import GROUNDS, Mode


@dataclass(frozen=True, kw_only=True)
class Palette:
    """One colour for each name that `Theme` has."""

    paper: Colour
    """Ground of a window."""
    card: Colour
    """Ground of a sheet on the paper."""
    line: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    """The hall's own: an ink on paper and cards, and the ground of what is to be touched."""
    accentPressed: Colour  # noqa: N815 - as QML spells it
    accentSoft: Colour  # noqa: N815
    accentInk: Colour  # noqa: N815
    """On accent, good, warn and bad."""
    header: Colour
    headerPressed: Colour  # noqa: N815
    headerInk: Colour  # noqa: N815
    good: Colour
    goodSoft: Colour  # noqa: N815
    warn: Colour
    warnSoft: Colour  # noqa: N815
    bad: Colour
    badSoft: Colour  # noqa: N815
    disabled: Colour
    disabledInk: Colour  # noqa: N815
    veil: Colour
    """Over all that must wait."""
    night: Colour
    """What begins with night is for boards, which hang in a hall's own light."""
    nightCard: Colour  # noqa: N815
    nightRaised: Colour  # noqa: N815
    nightRaisedLine: Colour  # noqa: N815
    nightFresh: Colour  # noqa: N815
    nightInk: Colour  # noqa: N815
    nightMuted: Colour  # noqa: N815
    nightAccent: Colour  # noqa: N815


NAMES: Final = tuple(field.name for field in fields(Palette))

LIGHT: Final = Palette(
    paper=GROUNDS["light"],
    card="#ffffff",
    line="#c9d3df",
    ink="#12263f",
    muted="#384961",
    accent="#0b4a86",
    accentPressed="#07315a",
    accentSoft="#e3eefa",
    accentInk="#ffffff",
    header="#0b4a86",
    headerPressed="#07315a",
    headerInk="#ffffff",
    good="#0b5a35",
    goodSoft="#e2f3ea",
    warn="#6f4400",
    warnSoft="#fdf0d8",
    bad="#8f1522",
    badSoft="#fbe6e8",
    disabled="#e4e9ef",
    disabledInk="#3a495d",
    veil="#d80a1c33",
    night="#0a1c33",
    nightCard="#12294a",
    nightRaised="#123a6b",
    nightRaisedLine="#2b5a94",
    nightFresh="#2c3a4a",
    nightInk="#ffffff",
    nightMuted="#c4d3e6",
    nightAccent="#ffd75e",
)

DARK: Final = replace(
    LIGHT,
    paper="#0d151f",
    card=GROUNDS["dark"],
    line="#4a5d75",
    ink="#f2f6fb",
    muted="#c3d0e0",
    accent="#a9d1ff",
    accentPressed="#d4e7ff",
    accentSoft="#1b3048",
    accentInk="#0a1a2e",
    header="#16304f",
    headerPressed="#0b1c30",
    good="#93e6b8",
    goodSoft="#12301f",
    warn="#ffd48a",
    warnSoft="#33260b",
    bad="#ffbcc2",
    badSoft="#3f171d",
    disabled="#1f2b39",
    disabledInk="#b9c6d6",
    veil="#d8000000",
)

HIGH_CONTRAST: Final = replace(
    LIGHT,
    paper="#000000",
    card="#000000",
    line="#ffffff",
    ink="#ffffff",
    muted="#ffffff",
    accent="#ffeb3b",
    accentPressed="#ffffff",
    accentSoft="#1f1f00",
    accentInk="#000000",
    header="#000000",
    headerPressed="#1f1f00",
    good="#9dffb9",
    goodSoft="#001a0c",
    warn="#ffd480",
    warnSoft="#1c1400",
    bad="#ffd9d9",
    badSoft="#1c0006",
    disabled="#1a1a1a",
    disabledInk="#e0e0e0",
    veil="#f0000000",
    night="#000000",
    nightCard="#000000",
    nightRaised="#000000",
    nightRaisedLine="#ffffff",
    nightFresh="#1f1f00",
    nightMuted="#ffffff",
    nightAccent="#ffeb3b",
)

_DAYLIGHT: Final = {
    "night": LIGHT.paper,
    "nightCard": LIGHT.card,
    "nightRaised": "#e3eefa",
    "nightRaisedLine": "#8fb1d6",
    "nightFresh": LIGHT.warnSoft,
    "nightInk": LIGHT.ink,
    "nightMuted": LIGHT.muted,
    "nightAccent": LIGHT.bad,
}


def palette_of(mode: Mode, accent: Colour | None = None) -> Palette:
    """Return the palette of a program, in the hall's own colour if it has one.

    What cannot be read in the mode is made darker or lighter until it can.
    """
    base = DARK if mode == "dark" else LIGHT
    return base if accent is None else with_accent(base, accent)


def palette_of_board(mode: Mode, accent: Colour | None = None) -> Palette:
    """Return the palette of a board, where what begins with night is light by day."""
    dressed = palette_of("light", accent)
    return replace(dressed, **_DAYLIGHT) if mode == "light" else dressed


def with_accent(base: Palette, accent: Colour) -> Palette:
    """Return a palette with another accent, and with all that follows from it."""
    readable = nearest_readable(accent, base.paper, base.card)
    ink = ink_on(readable)
    header = nearest_readable(accent, WHITE)
    return replace(
        base,
        accent=readable,
        accentInk=ink,
        accentPressed=nearest_readable(mixed(readable, base.ink, 0.6), ink),
        accentSoft=_soft(readable, base),
        header=header,
        headerPressed=mixed(header, BLACK, 0.7),
        headerInk=WHITE,
    )


def _soft(accent: Colour, base: Palette) -> Colour:
    """Return as much of the accent on a card as it can be read on, and muted words with it."""
    shades = (mixed(accent, base.card, percent / 100) for percent in (12, 9, 6, 4, 2))
    inks = (accent, base.muted, base.ink)
    readable = (soft for soft in shades if all(contrast(ink, soft) >= READABLE for ink in inks))
    return next(readable, base.paper)
