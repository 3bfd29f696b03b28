"""Window keypads and rating keypads on an RS-485 bus."""

from hardware.keypad.codec import Key
from hardware.keypad.driver import KeypadBus
from hardware.keypad.events import (
    BusDown,
    BusUp,
    KeypadEvent,
    KeyPressed,
    KeyStuck,
    Oddity,
    Rated,
)
from hardware.keypad.settings import FIVE_LEVELS, KeypadSettings

__all__ = [
    "FIVE_LEVELS",
    "BusDown",
    "BusUp",
    "Key",
    "KeyPressed",
    "KeyStuck",
    "KeypadBus",
    "KeypadEvent",
    "KeypadSettings",
    "Oddity",
    "Rated",
]
