"""The keypads on the window's bus: their events for the core, the core's digits for them."""

from collections.abc import Callable, Mapping
from typing import Final

from caller.core.keypad_clerk import KeypadClerk
from caller.core.ratings import Ratings
from contract.hall import Keypad
from contract.ids import DeviceId, TicketNumber
from hardware.errors import DeviceError
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
from hardware.roles import KeypadBus
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
    Key.CANCEL: KeypadClerk.on_cancel,
}


class NoKeypads:
    """A window without keypads."""

    def show(self, waiting: int | None, number: TicketNumber | None) -> None:
        del waiting, number

    def start_rating(self) -> None:
        pass

    def beep(self) -> None:
        pass


class KeypadsDisagree(DeviceError):
    """The hall file says of one bus what cannot be true of one."""


class KeypadWire:
    """One bus with the keypads of one window, or of several. Either keypad may be missing.

    `on_event` is called on the bus's thread, with the caller of the hall file it is for.

    Raises:
        ProfileError: the hall file's profile or options are none that we have.
        KeypadsDisagree: windows on this bus are of different makes, or share an address.
    """

    def __init__(
        self,
        keypads: Mapping[DeviceId, Keypad],
        *,
        url: str,
        rating_s: int,
        on_event: Callable[[DeviceId, KeypadEvent], None],
    ) -> None:
        self._on_event = on_event
        self._caller_of = _addresses(keypads, url)
        self._all = tuple(keypads)
        one = _common(keypads, url)
        profile = find(KeypadProfile, one.profile)
        wanted = Keypads(
            addresses=frozenset(self._caller_of),
            rating_levels=dict(enumerate(one.rating_levels)),
            rating_window_s=rating_s,
        )
        wiring, options = profile.wiring(url, one.baud), profile.read(one.options)
        self._bus = profile.open(wiring, options, wanted, self._tell)
        self.at = {caller: WindowKeypads(self._bus, entry) for caller, entry in keypads.items()}

    def start(self) -> None:
        self._bus.start()

    def close(self) -> None:
        self._bus.stop()

    def _tell(self, event: KeypadEvent) -> None:
        if isinstance(event, KeyPressed | KeyStuck | Rated):
            self._on_event(self._caller_of[event.address], event)
        else:
            for caller in self._all:
                self._on_event(caller, event)


class WindowKeypads:
    """The keypads of one window on a bus."""

    def __init__(self, bus: KeypadBus, keypad: Keypad) -> None:
        self._bus = bus
        self._call_address = keypad.call_address
        self._rating_address = keypad.rating_address

    def show(self, waiting: int | None, number: TicketNumber | None) -> None:
        if self._call_address is not None:
            self._bus.show(self._call_address, waiting=waiting, ticket_number=number)

    def start_rating(self) -> None:
        if self._rating_address is not None:
            self._bus.start_rating(self._rating_address)

    def beep(self) -> None:
        if self._call_address is not None:
            self._bus.beep(self._call_address)


def _addresses(keypads: Mapping[DeviceId, Keypad], url: str) -> dict[int, DeviceId]:
    """Return whose each address is."""
    caller_of: dict[int, DeviceId] = {}
    for caller, entry in keypads.items():
        for address in (entry.call_address, entry.rating_address):
            if address is None:
                continue
            other = caller_of.setdefault(address, caller)
            if other != caller:
                raise KeypadsDisagree(
                    f"{other} and {caller} both have the address {address} on {url}: "
                    "every keypad of a bus needs its own"
                )
    return caller_of


def _common(keypads: Mapping[DeviceId, Keypad], url: str) -> Keypad:
    """Return what all windows say of their bus."""
    (first, entry), *others = keypads.items()
    for caller, other in others:
        for key in ("profile", "baud", "options", "rating_levels"):
            if getattr(entry, key) != getattr(other, key):
                raise KeypadsDisagree(
                    f"{first} and {caller} are on one bus, {url}, with different {key}"
                )
    return entry


class KeypadEvents:
    """Hands what the keypads say to the core, and their faults to the hall. One thread only."""

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
