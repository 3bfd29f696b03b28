"""What the keypads of a window say, and who hears it."""

from typing import Any
from unittest.mock import create_autospec

import pytest

from caller.core.keypad_clerk import KeypadClerk
from caller.core.ports import Keypads
from caller.core.ratings import Ratings
from caller.devices import PRESSES, KeypadEvents, KeypadsDisagree, KeypadWire
from contract.hall import Keypad
from contract.ids import DeviceId
from hardware.keypad import BusDown, BusUp, Key, KeyPressed, KeyStuck, Rated
from tests.helpers.desk import bench, called


class Listener:
    """The events, with those who hear of them."""

    def __init__(self) -> None:
        self.bench = bench(called())
        keypads = create_autospec(Keypads, instance=True)
        clerk = KeypadClerk(self.bench.desk, keypads, reason="-")
        self.ratings: Any = create_autospec(Ratings, instance=True)
        self.faults: list[set[str]] = []
        self.events = KeypadEvents(
            clerk, self.ratings, lambda faults: self.faults.append(set(faults))
        )


def test_every_key_of_the_keypad_means_something_or_beeps() -> None:
    assert set(PRESSES) == set(Key)


def test_keys_reach_the_clerk_and_ratings_do_not() -> None:
    listener = Listener()

    listener.events.take(Rated(2, 4))
    assert listener.bench.sent == []
    listener.events.take(KeyPressed(1, Key.RECALL))

    assert listener.bench.sent == ["Recall"]
    listener.ratings.rate.assert_called_once_with(4, source="keypad")


def test_a_pulled_bus_is_a_fault_until_it_is_back() -> None:
    listener = Listener()

    listener.events.take(BusDown("gone"))
    listener.events.take(BusUp())

    assert listener.faults == [{"keypad.down"}, set()]


def test_a_stuck_key_is_a_fault_until_a_key_is_pressed_as_usual() -> None:
    listener = Listener()

    listener.events.take(KeyStuck(1))
    listener.events.take(KeyPressed(1, Key.RECALL))

    assert listener.faults == [{"keypad.stuck"}, set()]


KP1, KP2 = DeviceId("kp-1"), DeviceId("kp-2")


def wire(first: Keypad, second: Keypad) -> KeypadWire:
    keypads = {KP1: first, KP2: second}
    return KeypadWire(keypads, url="/dev/bus", rating_s=30, on_event=lambda *_: None)


def keypad(call: int, rating: int, **more: Any) -> Keypad:
    return Keypad(url="/dev/bus", call_address=call, rating_address=rating, **more)


def test_two_windows_on_one_bus_have_addresses_of_their_own() -> None:
    assert set(wire(keypad(1, 2), keypad(3, 4)).at) == {KP1, KP2}
    with pytest.raises(KeypadsDisagree, match="kp-1 and kp-2 both have the address 2 on /dev/bus"):
        wire(keypad(1, 2), keypad(3, 2))


@pytest.mark.parametrize(
    "other",
    [{"profile": "ascii-lines"}, {"baud": 19_200}, {"rating_levels": (1, 2)}],
    ids=lambda other: next(iter(other)),
)
def test_two_windows_on_one_bus_have_keypads_of_one_make(other: dict[str, Any]) -> None:
    [key] = other
    with pytest.raises(KeypadsDisagree, match=f"one bus, /dev/bus, with different {key}"):
        wire(keypad(1, 2), keypad(3, 4, **other))
