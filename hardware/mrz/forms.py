"""The forms a zone has, told apart by their shape: how many lines, how long, where dates stand.

Sources: ICAO Doc 9303, parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (visas). The one line on China's
permits for Hong Kong, Macao and Taiwan (since 2014) is known from two public readers of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from hardware.mrz.checks import ALPHABET, FILLER

Place: TypeAlias = tuple[int, int, int]
"""Line, first sign, first sign after it."""


class Form(Enum):
    TD1 = auto()
    TD2 = auto()
    TD3 = auto()
    VISA_A = auto()
    VISA_B = auto()
    CHINA_PERMIT = auto()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where the fields stand; a check digit stands right behind its field."""

    lines: int
    length: int
    number: Place
    birth: Place
    expiry: Place
    issuer: Place | None = None
    name: Place | None = None
    nationality: Place | None = None
    sex: Place | None = None
    optional: tuple[Place, ...] = ()
    overflow: Place | None = None
    """Where a long number goes on."""
    optional_check: Place | None = None
    composite: Place | None = None
    composed: tuple[Place, ...] = ()
    """What the composite digit is made over."""


_TWO_LINES: Final = {
    "lines": 2,
    "issuer": (0, 2, 5),
    "number": (1, 0, 9),
    "nationality": (1, 10, 13),
    "birth": (1, 13, 19),
    "sex": (1, 20, 21),
    "expiry": (1, 21, 27),
}

LAYOUTS: Final[Mapping[Form, Layout]] = {
    Form.TD1: Layout(
        lines=3,
        length=30,
        issuer=(0, 2, 5),
        number=(0, 5, 14),
        birth=(1, 0, 6),
        sex=(1, 7, 8),
        expiry=(1, 8, 14),
        nationality=(1, 15, 18),
        name=(2, 0, 30),
        optional=((0, 15, 30), (1, 18, 29)),
        overflow=(0, 15, 30),
        composite=(1, 29, 30),
        composed=((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    ),
    Form.TD2: Layout(
        **_TWO_LINES,  # type: ignore[arg-type]
        length=36,
        name=(0, 5, 36),
        optional=((1, 28, 35),),
        overflow=(1, 28, 35),
        composite=(1, 35, 36),
        composed=((1, 0, 10), (1, 13, 20), (1, 21, 35)),
    ),
    Form.TD3: Layout(
        **_TWO_LINES,  # type: ignore[arg-type]
        length=44,
        name=(0, 5, 44),
        optional=((1, 28, 42),),
        optional_check=(1, 42, 43),
        composite=(1, 43, 44),
        composed=((1, 0, 10), (1, 13, 20), (1, 21, 43)),
    ),
    Form.VISA_A: Layout(
        **_TWO_LINES,  # type: ignore[arg-type]
        length=44,
        name=(0, 5, 44),
        optional=((1, 28, 44),),
    ),
    Form.VISA_B: Layout(
        **_TWO_LINES,  # type: ignore[arg-type]
        length=36,
        name=(0, 5, 36),
        optional=((1, 28, 36),),
    ),
    Form.CHINA_PERMIT: Layout(
        lines=1,
        length=30,
        number=(0, 2, 11),
        expiry=(0, 13, 19),
        birth=(0, 21, 27),
        composite=(0, 29, 30),
        composed=((0, 2, 12), (0, 13, 20), (0, 21, 28)),
    ),
}

LENGTHS: Final = frozenset(layout.length for layout in LAYOUTS.values())

_CHINA_PERMIT: Final = re.compile(r"C[SD][A-Z0-9]{10}<[A-Z0-9]{7}<[A-Z0-9]{7}<[A-Z0-9<]")
_DATE_SIGNS_MIN: Final = 5
"""So many of the six signs of a date are digits or "<" for unknown, even if one is misread."""


_NAME_DIGITS_MAX: Final = 3


def is_line(text: str) -> bool:
    """Tell whether this can be a line of a zone: by its length and its letters."""
    return len(text) in LENGTHS and ALPHABET.issuperset(text)


def form_of(lines: Sequence[str]) -> Form | None:
    """Return the form of these lines, if together they are one whole zone."""
    if not all(map(is_line, lines)) or len({len(line) for line in lines}) != 1:
        return None
    match len(lines), len(lines[0]):
        case 1, 30 if _CHINA_PERMIT.fullmatch(lines[0]):
            return Form.CHINA_PERMIT
        case 2, 36:
            form = Form.VISA_B if lines[0].startswith("V") else Form.TD2
        case 2, 44:
            form = Form.VISA_A if lines[0].startswith("V") else Form.TD3
        case 3, 30:
            form = Form.TD1
        case _:
            return None
    layout = LAYOUTS[form]
    return (
        form if lines[0][0].isalpha() and _named(lines, layout) and _dated(lines, layout) else None
    )


def _named(lines: Sequence[str], layout: Layout) -> bool:
    """Tell whether a name stands where it belongs: letters, even if one is misread."""
    if layout.name is None:
        return True
    line, start, stop = layout.name
    return sum(sign.isdigit() for sign in lines[line][start:stop]) <= _NAME_DIGITS_MAX


def _dated(lines: Sequence[str], layout: Layout) -> bool:
    """Tell whether dates stand in the second line alone, where they belong."""
    return [_has_dates(line, layout) for line in lines] == [
        number == layout.birth[0] for number in range(layout.lines)
    ]


def _has_dates(line: str, layout: Layout) -> bool:
    dates = [line[slice(*place[1:])] for place in (layout.birth, layout.expiry)]
    likely = all(sum(s.isdigit() or s == FILLER for s in d) >= _DATE_SIGNS_MIN for d in dates)
    return likely and sum(s.isdigit() for d in dates for s in d) >= _DATE_SIGNS_MIN
