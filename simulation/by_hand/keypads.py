"""Simulated keypads of a window, worked by hand."""

from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from typing import Final

from hardware.keypad.codec import Key
from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices.keypads import (
    SimEvaluator,
    SimKeypad,
    SimKeypadBus,
    wrong_checksum,
    wrong_second_length,
)

CALL_ADDRESS: Final = 5
RATING_ADDRESS: Final = 6
STUCK_PRESSES: Final = 40
SPOILED: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "checksum": wrong_checksum,
    "length": wrong_second_length,
}


class KeypadsOnTheBench:
    """A call keypad and a rating keypad on one bus. A second pair makes two windows."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.device = SimKeypadBus()
        self._calls = {CALL_ADDRESS: SimKeypad(self.device, CALL_ADDRESS)}
        self._ratings = {RATING_ADDRESS: SimEvaluator(self.device, RATING_ADDRESS)}

    @property
    def orders(self) -> Sequence[Order]:
        return (
            Order("press", "press a key of the call keypad", self._press),
            Order("rate", "press a key of the rating keypad, 0 the first", self._rate),
            Order("rate-unasked", "the same, though nobody asked for a rating", self._rate_unasked),
            Order("stuck", "a key hangs and sends for two seconds", self._stuck),
            Order("unknown-key", "press a key only its maker knows, in hexadecimal", self._unknown),
            Order("add", "hang one more call keypad on the bus", self._add),
            Order("add-rating", "hang one more rating keypad on the bus", self._add_rating),
            Order("echo", "the adapter gives back what is sent to the bus", self._echo),
            Order("lose", "so many frames of the host are heard by nobody", self._lose),
            Order("collide", "the next two frames meet on the line", self.device.collide_next),
            Order("spoil", f"the line spoils the next frame: {', '.join(SPOILED)}", self._spoil),
            Order("drip", "so long between bytes; 0: at once", self._drip),
        )

    def face(self) -> str:
        """Return the digits and lights of all keypads."""
        calls = (
            f"call keypad {pad.address}: waiting [{pad.waiting}] number [{pad.ticket}]"
            f"   beeps {pad.beeps}"
            for pad in self._calls.values()
        )
        ratings = (
            f"rating keypad {pad.address}: {'please rate' if pad.enabled else 'dark'}"
            f"   stars {'-' if pad.stars is None else pad.stars}"
            for pad in self._ratings.values()
        )
        return "\n".join((*calls, *ratings))

    def _press(self, key: Key, address: int = CALL_ADDRESS) -> None:
        pad = self._call(address)
        self._meanwhile(lambda: pad.press(key), f"{_name(key)} at {address}")

    def _rate(self, index: int, address: int = RATING_ADDRESS) -> str:
        pad = self._rating(address)
        if not pad.enabled:
            return "dark: nobody has asked for a rating"
        self._meanwhile(lambda: pad.press(index), f"rating {index} at {address}")
        return ""

    def _rate_unasked(self, index: int, address: int = RATING_ADDRESS) -> None:
        pad = self._rating(address)
        self._meanwhile(lambda: pad.press_late(index), f"rating {index} at {address}")

    def _stuck(self, key: Key, address: int = CALL_ADDRESS) -> None:
        pad = self._call(address)
        Thread(
            target=lambda: pad.hold_down(key, presses=STUCK_PRESSES), name="stuck key", daemon=True
        ).start()

    def _unknown(self, data: str, address: int = CALL_ADDRESS) -> None:
        pad, code = self._call(address), bytes.fromhex(data)
        self._meanwhile(lambda: pad.press_unknown(code), f"{data} at {address}")

    def _add(self, address: int) -> None:
        self._calls[_free(address, self._calls)] = SimKeypad(self.device, address)

    def _add_rating(self, address: int) -> None:
        self._ratings[_free(address, self._ratings)] = SimEvaluator(self.device, address)

    def _echo(self, echo: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.echo = echo

    def _lose(self, frames: int) -> None:
        self.device.lose_answers = frames

    def _spoil(self, how: str) -> None:
        if how not in SPOILED:
            raise ValueError(f'there is no "{how}"')
        self.device.spoil_next(SPOILED[how])

    def _drip(self, seconds: float) -> None:
        self.device.drip_s = max(0.0, seconds)

    def _call(self, address: int) -> SimKeypad:
        if address not in self._calls:
            raise ValueError(f"no call keypad has the address {address}")
        return self._calls[address]

    def _rating(self, address: int) -> SimEvaluator:
        if address not in self._ratings:
            raise ValueError(f"no rating keypad has the address {address}")
        return self._ratings[address]

    def _meanwhile(self, press: Callable[[], bool], what: str) -> None:
        """Press while others press too: a key that nobody answers takes over a second."""

        def pressing() -> None:
            heard = press()
            self._around.say(f"{what}: {'acknowledged' if heard else 'nobody acknowledged it'}")

        Thread(target=pressing, name="finger", daemon=True).start()


def make(around: Surroundings) -> KeypadsOnTheBench:
    """Return a bus with a call keypad (address 5) and a rating keypad (address 6)."""
    return KeypadsOnTheBench(around)


def _name(key: Key) -> str:
    return key.name.lower().replace("_", "-")


def _free(address: int, taken: Mapping[int, object]) -> int:
    if not 0 <= address <= 254 or address in taken:  # noqa: PLR2004 - one byte; 255 starts a frame
        raise ValueError(f"{address} is taken, or not from 0 to 254")
    return address
