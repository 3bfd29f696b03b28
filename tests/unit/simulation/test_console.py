"""Typing into a demo: words become what hands do to its devices."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.errors import Disconnected
from hardware.escpos.driver import EscposPrinter
from simulation.console import Hands
from simulation.hall_devices import HallDevices
from simulation.plan import choose_cast
from tests.helpers.halls import shipped_hall
from tests.helpers.patience import wait_until


class Typist:
    """Whoever types, and what is said to them."""

    def __init__(self, devices: HallDevices) -> None:
        self.said: list[str] = []
        self.devices = devices
        self._hands = Hands(devices, self.said.append)

    def types(self, line: str) -> str:
        self.said.clear()
        self._hands.obey(line)
        return "\n".join(self.said)


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    cast = choose_cast(shipped_hall("street"))
    with HallDevices(cast, tmp_path / "devices", on_slip=lambda _: None) as devices:
        yield Typist(devices)


def test_everything_that_can_be_typed_is_in_the_help(typist: Typist) -> None:
    told = typist.types("help")
    for word in ("paper out|in", "cover open|close", "card", "rate", "unplug", "printer …"):
        assert word in told


def test_a_cable_that_is_pulled_is_gone_until_it_is_plugged_in(typist: Typist) -> None:
    printer = EscposPrinter(typist.devices.printer_url)
    printer.status()

    assert typist.types("unplug printer") == "printer is unplugged"
    with pytest.raises(Disconnected):
        printer.status()
    assert typist.types("plug printer") == "printer is plugged in"
    printer.status()
    printer.close()


def test_the_roll_and_the_cover_and_the_printers_other_faults(typist: Typist) -> None:
    printer = EscposPrinter(typist.devices.printer_url)
    for order in ("paper out", "printer paper-out"):
        typist.types(order)
        assert printer.status().paper.name == "OUT"
        typist.types("paper in")
    typist.types("cover open")
    assert printer.status().cover_open
    typist.types("cover close")
    wait_until(lambda: not printer.status().cover_open)
    printer.close()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("dance", '"dance" is no order; "help" lists them'),
        ("unplug toaster", "the cables are printer, card-reader"),
        ("paper sideways", "paper out|in"),
        ("rate 9 5", "rating keypads"),
        ("printer dance", '"dance" is no order'),
    ],
)
def test_what_is_not_understood_is_answered_with_what_would_be(
    typist: Typist, line: str, said: str
) -> None:
    assert said in typist.types(line)


def test_an_empty_line_says_nothing(typist: Typist) -> None:
    assert typist.types("  \n") == ""
