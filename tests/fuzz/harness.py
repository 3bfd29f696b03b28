"""What must hold of a decoder, whatever bytes it is given."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

BYTES_MAX = 512
BUFFER_BYTES_MAX = 4096  # more than any frame of ours; a decoder that keeps more never stops


class Feeds(Protocol):
    """A decoder that takes a stream in any pieces."""

    def feed(self, data: bytes, /) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Target:
    """A decoder under attack: `attack` raises when it breaks a rule.

    Attributes:
        seeds: whole frames and replies, so that chance need not find the preamble.
    """

    name: str
    attack: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def stream(make: Callable[[], Feeds], *, in_one_piece: bool = True) -> Callable[[bytes], None]:
    """Attack a decoder of streams: it raises nothing, keeps little, and cares for no cuts.

    Args:
        make: a new decoder.
        in_one_piece: False for one to which the pieces mean something.
    """

    def attack(data: bytes) -> None:
        whole, single = make(), make()
        at_once = list(whole.feed(data))
        one_by_one = [item for at in range(len(data)) for item in single.feed(data[at : at + 1])]
        if in_one_piece:
            assert at_once == one_by_one, (at_once, one_by_one)
        for decoder in (whole, single):
            kept = [held for held in vars(decoder).values() if isinstance(held, bytes | bytearray)]
            assert all(len(held) <= BUFFER_BYTES_MAX for held in kept), kept

    return attack


def reader(read: Callable[[bytes], object], *refusals: type[Exception]) -> Callable[[bytes], None]:
    """Attack a function that reads one whole record: it may refuse, in its own words only."""

    def attack(data: bytes) -> None:
        with suppress(*refusals):
            read(data)

    return attack
