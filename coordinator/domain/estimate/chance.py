"""Chance for the forward runs: a table of numbers made once, the same at each estimate.

With the same numbers each time, two estimates differ by what happened between them and not by
luck, so that a range on a board does not flicker.
"""

from array import array
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from typing import Final

_SIZE: Final = 4093
_MULTIPLIER: Final = 6364136223846793005  # Knuth, MMIX
_INCREMENT: Final = 1442695040888963407
_WORD: Final = 2**64


@cache
def _table() -> "array[float]":
    """Return numbers from 0 up to, not including, 1."""
    state, numbers = 1, array("d")
    for _ in range(_SIZE):
        state = (state * _MULTIPLIER + _INCREMENT) % _WORD
        numbers.append((state >> 11) / 2**53)
    return numbers


@cache
def _turned(run: int, runs: int) -> "array[float]":
    return array("d", ((number + run / runs) % 1 for number in _table()))


def draws(run: int, runs: int) -> Iterator[float]:
    """Return the endless numbers of one run of so many.

    Where one run draws a long stay the others draw shorter ones, evenly spread: each is as random
    as if it were alone, and together they need to be fewer (Cranley and Patterson 1976).
    """
    return cycle(_turned(run, runs))
