"""The check digit of ICAO Doc 9303, part 3, 4.9: weights 7, 3, 1, modulo 10."""

from itertools import cycle
from typing import Final

FILLER: Final = "<"
ALPHABET: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<")

_WEIGHTS: Final = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the check digit of a field: digits count as they are, A is 10, Z is 35, "<" is 0."""
    total = sum(
        (0 if sign == FILLER else int(sign, 36)) * weight
        for sign, weight in zip(text, cycle(_WEIGHTS), strict=False)
    )
    return str(total % 10)


def fits(text: str, digit: str, *, may_be_empty: bool = False) -> bool:
    """Tell whether `digit` is the check digit of `text`.

    Args:
        may_be_empty: an empty field may have "<" instead of 0.
    """
    empty = may_be_empty and digit == FILLER and not text.strip(FILLER)
    return empty or digit == check_digit(text)
