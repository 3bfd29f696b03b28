"""What every simulated device is to the hand that works it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from simulation.by_hand.order import Order
from simulation.devices.wire import Device


class Instrument(Protocol):
    """A device on the bench. `face` and the orders are for any thread."""

    @property
    def device(self) -> Device:
        """The far end of the cable."""

    @property
    def orders(self) -> Sequence[Order]:
        """What a person can do to it."""

    def face(self) -> str:
        """Return what a person sees of it: lights, digits, paper; as lines of text."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a device on the bench may use.

    Attributes:
        say: tells the person of something that has happened. For any thread.
        pictures: a folder for pictures of what it makes; None: none are kept.
    """

    say: Callable[[str], None]
    pictures: Path | None = None


Factory: TypeAlias = Callable[[Surroundings], Instrument]
"""What a profile's `simulator` names."""
