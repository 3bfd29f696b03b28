"""Keypads that send lines, on a real pseudo terminal."""

import queue
from pathlib import Path

from hardware.keypad import BusUp, Key, KeypadEvent, KeyPressed, Rated
from hardware.profiles import KeypadProfile, Keypads, find
from simulation.devices.wire import Device, PtyWire
from tests.helpers.patience import PATIENCE_S, wait_until


class LineKeypad(Device):
    """The far end: what it was sent, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = b""

    def receive(self, data: bytes) -> None:
        self.heard += data


def test_a_hall_files_lines_work_on_a_wire_and_are_shown_again_after_it_was_pulled(
    tmp_path: Path,
) -> None:
    profile = find(KeypadProfile, "ascii-lines")
    options = profile.read(
        {
            "keys": {"call_next": "K1"},
            "rating": "P(?P<key>[1-5])",
            "first_rating_key": 1,
            "acknowledge": "OK",
            "show": "{ticket}/{waiting}",
            "start_rating": "RATE",
            "end": "\r",
        }
    )
    told: queue.SimpleQueue[KeypadEvent] = queue.SimpleQueue()
    keypad = LineKeypad()
    wire = PtyWire(keypad, link=tmp_path / "keypad").plug()
    levels = dict(enumerate((5, 4, 3, 2, 1)))
    keypads = Keypads(addresses={7}, rating_levels=levels, rating_window_s=PATIENCE_S)
    bus = profile.open(profile.wiring(wire.url, None), options, keypads, told.put)
    bus.start()
    try:
        assert told.get(timeout=PATIENCE_S) == BusUp()
        bus.show(7, 3, "A012")
        wait_until(lambda: keypad.heard == b"A012/3\r", "the number is shown")

        keypad.send(b"K")
        keypad.send(b"1\r\n")
        assert told.get(timeout=PATIENCE_S) == KeyPressed(7, Key.CALL_NEXT)
        wait_until(lambda: keypad.heard.endswith(b"OK\r"), "the key is answered")

        bus.start_rating(7)
        wait_until(lambda: keypad.heard.endswith(b"RATE\r"), "a rating is started")
        keypad.send(b"P2")
        assert told.get(timeout=PATIENCE_S) == Rated(7, 4)

        wire.unplug()
        keypad.heard = b""
        wire.plug()
        wait_until(lambda: keypad.heard == b"A012/3\r", "the number is shown again")
    finally:
        bus.stop()
        wire.unplug()
