"""Many numbers in few words. Pure."""

from collections.abc import Iterable, Iterator
from typing import Final

RUN_MIN: Final = 3


def spans(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return numbers in their order, three and more that follow one another as "5–9".

    What is no number stands at the end as it is.
    """
    told = sorted(set(numbers), key=lambda number: (not number.isdecimal(), len(number), number))
    whole = [int(number) for number in told if number.isdecimal()]
    return (*_joined(whole), *(number for number in told if not number.isdecimal()))


def pages(told: Iterable[str], chars_max: int) -> tuple[str, ...]:
    """Return what is told, joined, in as few parts as have so many characters each at most."""
    found = [""]
    for each in told:
        longer = f"{found[-1]}, {each}" if found[-1] else each
        if len(longer) <= chars_max or not found[-1]:
            found[-1] = longer
        else:
            found.append(each)
    return tuple(found)


def _joined(numbers: list[int]) -> Iterator[str]:
    while numbers:
        run = 1
        while run < len(numbers) and numbers[run] == numbers[0] + run:
            run += 1
        if run >= RUN_MIN:
            yield f"{numbers[0]}–{numbers[run - 1]}"
        else:
            yield from map(str, numbers[:run])
        numbers = numbers[run:]
