"""Chance for the forward runs: a table of numbers made from a seed, the same at each estimate.

With the same numbers each time, two estimates differ by what happened between them and not by
luck, so that a range on a board does not flicker.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain, cycle, islice
from typing import Final

_SIZE: Final = 8191
_MULTIPLIER: Final = 6364136223846793005  # Knuth, MMIX
_INCREMENT: Final = 1442695040888963407
_WORD: Final = 2**64


@cache
def _table(seed: int) -> tuple[float, ...]:
    """Return numbers from 0 up to, not including, 1."""
    state, numbers = (seed * 2 + 1) % _WORD, []
    for _ in range(_SIZE):
        state = (state * _MULTIPLIER + _INCREMENT) % _WORD
        numbers.append((state >> 11) / 2**53)
    return tuple(numbers)


def draws(run: int, seed: int = 0) -> Iterator[float]:
    """Return the endless numbers of one run."""
    numbers, begin = _table(seed), run * 331 % _SIZE
    return cycle(chain(islice(numbers, begin, None), islice(numbers, begin)))
