"""The keypads on the window's bus: their events for the core, the core's digits for them."""

from collections.abc import Callable, Mapping
from typing import Final

from caller.core.keypad_clerk import KeypadClerk
from caller.core.ratings import Ratings
from contract.hall import Keypad
from contract.ids import TicketNumber
from hardware.keypad import (
    BusDown,
    BusUp,
    Key,
    KeypadEvent,
    KeyPressed,
    KeyStuck,
    Rated,
)
from hardware.profiles import KeypadProfile, Keypads, find
from messaging import Fault

PRESSES: Final[Mapping[Key, Callable[[KeypadClerk], None]]] = {
    Key.CALL_NEXT: KeypadClerk.on_call_next,
    Key.RECALL: KeypadClerk.on_recall,
    Key.NO_SHOW: KeypadClerk.on_give_up,
    Key.ONE_METRE_LINE: KeypadClerk.on_come_closer,
    Key.ASK_RATING: KeypadClerk.on_ask_rating,
    Key.HOLD: KeypadClerk.on_suspend,
    Key.RESUME: KeypadClerk.on_call_back,
    Key.PAUSE: KeypadClerk.on_pause,
    Key.TRANSFER: KeypadClerk.on_other_key,
    Key.CANCEL: KeypadClerk.on_other_key,
}


class NoKeypads:
    """A window without keypads."""

    def show(self, waiting: int | None, number: TicketNumber | None) -> None:
        del waiting, number

    def start_rating(self) -> None:
        pass

    def beep(self) -> None:
        pass


class WindowKeypads:
    """The bus of one window. Either keypad may be missing.

    Raises:
        ProfileError: the hall file's profile or options are none that we have.
    """

    def __init__(
        self, keypad: Keypad, *, url: str, rating_s: int, on_event: Callable[[KeypadEvent], None]
    ) -> None:
        self._call_address = keypad.call_address
        self._rating_address = keypad.rating_address
        both = (keypad.call_address, keypad.rating_address)
        profile = find(KeypadProfile, keypad.profile)
        keypads = Keypads(
            addresses=frozenset(a for a in both if a is not None),
            rating_levels=dict(enumerate(keypad.rating_levels)),
            rating_window_s=rating_s,
        )
        wiring, options = profile.wiring(url, keypad.baud), profile.read(keypad.options)
        self._bus = profile.open(wiring, options, keypads, on_event)

    def start(self) -> None:
        self._bus.start()

    def close(self) -> None:
        self._bus.stop()

    def show(self, waiting: int | None, number: TicketNumber | None) -> None:
        if self._call_address is not None:
            self._bus.show(self._call_address, waiting=waiting, ticket_number=number)

    def start_rating(self) -> None:
        if self._rating_address is not None:
            self._bus.start_rating(self._rating_address)

    def beep(self) -> None:
        if self._call_address is not None:
            self._bus.beep(self._call_address)


class KeypadEvents:
    """Hands what the keypads say to the core, and their faults to the hall. Qt thread only."""

    def __init__(
        self,
        clerk: KeypadClerk,
        ratings: Ratings,
        report_faults: Callable[[Mapping[str, Fault]], None],
    ) -> None:
        self._clerk = clerk
        self._ratings = ratings
        self._report_faults = report_faults

    def take(self, event: KeypadEvent) -> None:
        """Take one event of the bus."""
        match event:
            case KeyPressed(key=key):
                self._report_faults({})
                PRESSES[key](self._clerk)
            case Rated(level=level):
                self._ratings.rate(level, source="keypad")
            case BusUp():
                self._report_faults({})
            case BusDown(cause=cause):
                self._report_faults({"keypad.down": _down(cause)})
            case KeyStuck(address=address):
                self._report_faults({"keypad.stuck": _stuck(address)})


def _down(cause: str) -> Fault:
    return Fault(
        message=f"the keypads do not answer: {cause}",
        hint="check the cable and the adapter at the window; both are tried again by themselves",
    )


def _stuck(address: int) -> Fault:
    return Fault(
        message=f"a key of keypad {address} sends without end",
        hint="free the key, or unplug this keypad and use the panel",
    )
