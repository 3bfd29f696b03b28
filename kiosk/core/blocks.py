"""Which number of its own a kiosk gives next. Pure.

The numbers are taken in turn, day after day, not from the first again each morning: should the
clock jump into another day, or the disk be a new one, most of the block comes before any number
that is on a paper already.
"""

from collections.abc import Iterator

import msgspec

from contract.hall import Alone


class Used(msgspec.Struct):
    """What was given of one series: the last, and the newest day of each."""

    last: int = -1
    days: dict[int, str] = msgspec.field(default_factory=dict)

    def note(self, position: int, day: str) -> None:
        """A number is given."""
        self.last = position
        self.days[position] = day


def next_position(block: Alone, used: Used, day: str) -> int | None:
    """Return the next number not given on this day or a later one; None if all are."""
    return next(_free(block, used, day), None)


def left(block: Alone, used: Used, day: str) -> int:
    """Return how many numbers can still be given on this day."""
    given = sum(1 for at, given_on in used.days.items() if given_on >= day and block.has(at))
    return block.last - block.first + 1 - given


def may_be_few(block: Alone, used: Used) -> bool:
    """Tell whether it is worth asking how many are left: every kiosk asks at each tick."""
    return block.last - block.first + 1 - len(used.days) <= block.warn_left


def _free(block: Alone, used: Used, day: str) -> Iterator[int]:
    size = block.last - block.first + 1
    after = used.last + 1 - block.first if block.has(used.last) else 0
    for step in range(size):
        position = block.first + (after + step) % size
        if used.days.get(position, "") < day:
            yield position
