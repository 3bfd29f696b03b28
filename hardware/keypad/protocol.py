"""What a `KeypadBus` needs of a maker's protocol. Pure: no port, no clock."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from hardware.keypad.events import KeypadEvent, Oddity


class Message(Protocol):
    """What is said to one keypad. What it cannot be told encodes to nothing."""

    @property
    def address(self) -> int: ...

    def encode(self) -> bytes: ...


@dataclass(frozen=True)
class Heard:
    """What came out of some bytes: to be answered first, then acted upon."""

    answers: tuple[Message, ...] = ()
    events: tuple[KeypadEvent, ...] = ()

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.answers + other.answers, self.events + other.events)


class KeypadProtocol(Protocol):
    """What is heard and said on a bus, for one maker's keypads."""

    @property
    def oddities(self) -> Counter[Oddity]:
        """How often what should be seldom has happened."""

    @property
    def somebody_speaks(self) -> bool:
        """Whether somebody may be sending now."""

    def hear(self, data: bytes, *, now_s: float) -> Heard:
        """Take bytes off the line."""

    def hear_silence(self, *, now_s: float) -> Heard:
        """The line has been silent for `burst_gap_s`."""

    def said(self, message: Message, *, now_s: float) -> None:
        """We sent `message`."""

    def expect_rating(self, address: int, *, now_s: float) -> None:
        """From now on one rating of `address` counts, for `rating_window_s`."""

    def show_numbers(
        self, address: int, waiting: int | None, ticket_number: str | None
    ) -> Message: ...

    def show_stars(self, address: int, stars: int) -> Message: ...

    def start_rating(self, address: int) -> Message: ...

    def beep(self, address: int) -> Message: ...
