"""Windows without a PC: the program `hallcall keypads`, a real broker and coordinator, one bus."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broker_config import Broker, start_broker
from contract.ids import DeviceId
from contract.messages.answers import Done
from contract.messages.commands import ReportPaper
from hardware.keypad import Key, KeypadSettings
from simulation.devices.keypads import SimEvaluator, SimKeypad, SimKeypadBus
from simulation.devices.wire import PtyWire
from tests.helpers.patience import PATIENCE_S, wait_until
from tests.helpers.processes import HALL, Client, CoordinatorProcess, Program, issue, timing

WINDOWS = ("panel-1", "panel-2")
HAND_S = 1.2 * KeypadSettings().repeat_gap_s
"""A hand that presses the same key sooner passes for the keypad, which repeats."""


def without_panels(hall_file: Path, bus: str) -> None:
    """Say of two windows that they have keypads only, on one bus: addresses 1 to 4."""
    text = hall_file.read_text(encoding="utf-8")
    for place, (caller, clerk) in enumerate(zip(WINDOWS, ("c03", "c04"), strict=True)):
        first = 2 * place + 1
        text, changed = re.subn(
            rf'(id = "{caller}"\n.*\n)keypad = .*',
            rf'\1keypad = {{ url = "{bus}", call_address = {first}, rating_address = {first + 1} }}'
            rf'\npanel = false\nclerk = "{clerk}"',
            text,
        )
        assert changed == 1, caller
    hall_file.write_text(text, encoding="utf-8")


class Gateway:
    """The program, its bus and what hangs on it."""

    def __init__(self, broker: Broker, coordinator: CoordinatorProcess, directory: Path) -> None:
        self._coordinator = coordinator
        self.bus = SimKeypadBus(answer_within_s=PATIENCE_S)
        self.keypads = [SimKeypad(self.bus, 1), SimKeypad(self.bus, 3)]
        self.evaluators = [SimEvaluator(self.bus, 2), SimEvaluator(self.bus, 4)]
        self.wire = PtyWire(self.bus, link=directory / "bus").plug()
        without_panels(coordinator.hall_file, self.wire.url)
        secrets = broker.files.password_file(DeviceId("k1")).parent
        self._command = (
            "keypads", "--hall", str(coordinator.hall_file),
            "--broker", broker.url, "--secrets", str(secrets),
        )  # fmt: skip
        self.program = Program(directory / "keypads.log")

    def start(self) -> None:
        self.program.start(*self._command)

    def press(self, place: int, key: Key, until: Callable[[], bool]) -> None:
        """Press a key, and again when a beep says that it came too soon to count."""
        keypad, done = self.keypads[place], False
        while not done:
            time.sleep(HAND_S)
            beeps = keypad.beeps
            assert keypad.press(key)
            wait_until(lambda beeps=beeps: until() or keypad.beeps > beeps)  # type: ignore[misc]
            done = until()

    def at(self, place: int, ticket: str) -> Callable[[], bool]:
        """Return a question: is this ticket at the window?"""
        return lambda: self.keypads[place].ticket == ticket

    def wrote(self, kind: str) -> Callable[[], bool]:
        """Return a question: does the journal have such an event?"""
        return lambda: bool(self._coordinator.rows(kind))

    def shows(self, place: int, ticket: str, waiting: str) -> None:
        keypad = self.keypads[place]
        assert self.bus.wait_for(
            lambda: (keypad.ticket, keypad.waiting) == (ticket, waiting), timeout_s=PATIENCE_S
        ), f"shows {keypad.ticket!r} and {keypad.waiting!r}"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker")
    yield started
    started.stop()


@pytest.fixture
def gateway(broker: Broker, tmp_path: Path) -> Iterator[Gateway]:
    coordinator = CoordinatorProcess(broker, tmp_path / "hall.db")
    made = Gateway(broker, coordinator, tmp_path)
    coordinator.start()
    with Client(broker, "k1") as kiosk:
        for _ in range(3):
            given = kiosk.ask(issue())
            printed = ReportPaper(**timing(), ticket_id=given.ticket.ticket_id, outcome="printed")
            assert isinstance(kiosk.ask(printed), Done)
    made.start()
    yield made
    made.program.kill()
    coordinator.cut_power()
    made.wire.unplug()


def test_two_clerks_work_a_visit_by_keypads_alone(gateway: Gateway) -> None:
    gateway.shows(0, "   ", "003")

    gateway.press(0, Key.CALL_NEXT, gateway.at(0, "001"))  # signs in first
    gateway.shows(1, "   ", "002")
    gateway.press(1, Key.CALL_NEXT, gateway.at(1, "002"))

    gateway.press(0, Key.ONE_METRE_LINE, gateway.wrote("service_started"))
    gateway.press(0, Key.ASK_RATING, gateway.at(0, "   "))
    assert gateway.bus.wait_for(lambda: gateway.evaluators[0].enabled, timeout_s=PATIENCE_S)
    assert gateway.evaluators[0].press(0)
    wait_until(gateway.wrote("service_rated"))


def test_after_its_own_death_and_a_pulled_cable_the_keypads_show_what_is_true(
    gateway: Gateway,
) -> None:
    gateway.shows(0, "   ", "003")
    gateway.press(0, Key.CALL_NEXT, gateway.at(0, "001"))

    gateway.program.kill()
    gateway.keypads[0].ticket = gateway.keypads[0].waiting = "?"
    gateway.start()
    gateway.shows(0, "001", "002")

    gateway.wire.unplug()
    gateway.keypads[0].ticket = gateway.keypads[0].waiting = "?"
    gateway.wire.plug()
    gateway.shows(0, "001", "002")
    assert gateway.program.interrupt() == 0
