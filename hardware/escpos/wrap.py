"""Breaks a text into lines that fit: Chinese anywhere, Latin between words."""

import re
from collections.abc import Callable, Iterator
from typing import Final

OPENING: Final = "（《〈「『【“‘"
CLOSING: Final = "，。、；：！？）》〉」』】”’…"
# One unit is never torn: brackets and stops stay with what they belong to.
RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
UNIT: Final = re.compile(rf"[{OPENING}]*(?:[!-~]+|[{RIGHT_TO_LEFT}]+|.)[{CLOSING}]*\s*")


def wrap(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the lines of `text`, every character in one of them.

    `fits` says whether a line is short enough; a single character always is.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text, fits):
        if line and not fits((line + unit).rstrip()):
            lines.append(line.rstrip())
            line = ""
        line += unit
    return [*lines, line.rstrip()]


def _units(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    for match in UNIT.finditer(text):
        unit = match[0]
        if fits(unit.rstrip()):
            yield unit
        else:
            yield from unit  # wider than the paper: broken wherever it must
