"""What hangs on a port is found out without harm to whatever hangs there."""

import errno
import grp
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from hardware.discovery import Answer, Port, PortKind, State, asking, examine, port_at
from hardware.discovery.asking import candidates
from hardware.errors import Disconnected
from hardware.escpos.codec import CUT, INITIALIZE, Paper
from hardware.escpos.driver import EscposPrinter
from hardware.escpos.outcome import Printed
from hardware.keypad import Key
from hardware.profiles import AnyProfile, Kind, escpos, sam_v, serial_scanner
from hardware.profiles.catalog import BUILT_IN, find_any
from hardware.transport import Transport, open_transport
from simulation.devices.card_reader import SimCardReader
from simulation.devices.keypads import SimKeypad, SimKeypadBus
from simulation.devices.printer import PrinterModel, SimPrinter
from simulation.devices.wire import Device, PtyWire, TcpWire

PROFILES = [find_any(kind, name) for kind, name in BUILT_IN]
LISTEN_S = 2.0
MOVES_A_DEVICE = frozenset(b"\x07\x08\x09\x0a\x0b\x0c\x0d\x18\x1b\x1c\x1d")
"""Bell, line ends, form feed, cancel, and what begins a printer's commands."""


@pytest.fixture
def plugged() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only a moment for answers that cannot come."""
    for module in (escpos, sam_v):
        monkeypatch.setattr(module, "PROBE_TIMEOUT_S", 0.05)


def on_a_wire(plugged: ExitStack, device: Device) -> Port:
    return port_at(plugged.enter_context(PtyWire(device)).url)


class Recorder(Device):
    """A device that understands nothing and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = bytearray()

    def receive(self, data: bytes) -> None:
        self.heard += data


def found(answer: Answer) -> tuple[Kind, str]:
    assert answer.state is State.FOUND, answer
    assert answer.profile is not None
    return answer.profile.kind, answer.profile.name


def test_a_printer_is_found_and_prints_nothing(plugged: ExitStack) -> None:
    sim = SimPrinter()
    port = on_a_wire(plugged, sim)

    answer = examine(port, PROFILES)

    assert found(answer) == (Kind.PRINTER, "escpos")
    assert (answer.detail, answer.baud) == ("online", 115_200)
    sim.open_cover()
    assert examine(port, PROFILES).detail == "cover open"
    sim.close_cover()
    sim.take_paper_out()
    assert examine(port, PROFILES).detail == "paper out"
    assert not sim.slips
    assert sim.unknown_commands == []


def test_a_printer_that_knows_few_questions_is_found(plugged: ExitStack) -> None:
    sim = SimPrinter(PrinterModel(knows_offline_causes=False))

    assert found(examine(on_a_wire(plugged, sim), PROFILES)) == (Kind.PRINTER, "escpos")


def test_a_printer_on_the_network_is_found(plugged: ExitStack) -> None:
    wire = plugged.enter_context(TcpWire(SimPrinter()))

    answer = examine(port_at(wire.url), PROFILES)

    assert found(answer) == (Kind.PRINTER, "escpos")
    assert answer.baud is None


@pytest.mark.usefixtures("nobody_answers")
def test_a_network_printer_that_another_program_uses_is_not_disturbed(plugged: ExitStack) -> None:
    sim = SimPrinter()
    wire = plugged.enter_context(TcpWire(sim))
    driver = EscposPrinter(wire.url)
    assert driver.status().ready

    answer = examine(port_at(wire.url), PROFILES)

    # Boards differ: some take the second connection and say nothing, some do not take it.
    assert answer.state in (State.SILENT, State.UNREACHABLE)
    assert driver.print(INITIALIZE + b"A012\n" + CUT) == Printed(Paper.OK)
    driver.close()


def test_a_card_reader_is_found_and_no_card_is_asked_for(plugged: ExitStack) -> None:
    sim = SimCardReader()

    answer = examine(on_a_wire(plugged, sim), PROFILES)

    assert found(answer) == (Kind.CARD_READER, "sam-v")
    assert answer.detail.startswith("SAM 05.01-20230801")
    assert {request.name for request in sim.requests} == {"SAM_ID"}


@pytest.mark.usefixtures("nobody_answers")
def test_a_printer_that_is_silent_prints_nothing_of_what_was_asked(plugged: ExitStack) -> None:
    """Offline on a board that answers only online: all questions land in its buffer."""
    sim = SimPrinter(PrinterModel(silent_when_offline=True))
    port = on_a_wire(plugged, sim)
    sim.open_cover()

    assert examine(port, PROFILES).state is State.SILENT
    sim.close_cover()

    assert not sim.slips
    driver = EscposPrinter(port.device)
    assert driver.print(INITIALIZE + b"A012\n" + CUT) == Printed(Paper.OK)
    driver.close()


@pytest.mark.usefixtures("nobody_answers")
def test_no_question_holds_a_byte_that_moves_anything(plugged: ExitStack) -> None:
    recorder = Recorder()
    port = on_a_wire(plugged, recorder)

    assert examine(port, PROFILES).state is State.SILENT

    assert recorder.heard
    assert not MOVES_A_DEVICE & set(recorder.heard)


class Echo(Device):
    """A modem, or an adapter that gives back what is sent."""

    def receive(self, data: bytes) -> None:
        self.send(data)


class Scale(Device):
    """Says its weight all the time; some of its bytes look like a printer's."""

    def receive(self, data: bytes) -> None:
        """It does not listen."""

    def tick(self, now_s: float) -> float:
        self.send(b"ST,GS,  12.6 kg\r\n")
        return 0.02


@pytest.mark.usefixtures("nobody_answers")
@pytest.mark.parametrize("device", [Echo, Scale])
def test_who_only_talks_is_taken_for_nothing(plugged: ExitStack, device: type[Device]) -> None:
    assert examine(on_a_wire(plugged, device()), PROFILES).state is State.SILENT


def test_keypads_are_recognised_by_what_they_say_and_told_nothing(plugged: ExitStack) -> None:
    bus = SimKeypadBus()
    pad = SimKeypad(bus, 5)
    port = on_a_wire(plugged, bus)
    finger = Thread(target=lambda: pad.press(Key.CALL_NEXT), daemon=True)
    finger.start()
    answer = examine(port, PROFILES, listen_s=LISTEN_S)
    finger.join()

    assert found(answer) == (Kind.KEYPAD, "rs485-21key")
    assert answer.detail == "keypad at address 5"
    assert bus.heard == []


def test_a_scanner_is_recognised_by_a_code_that_is_not_shown() -> None:
    said = serial_scanner.recognise(b"11010519491231002X\r\n")

    assert said == "a code of 18 signs"
    assert serial_scanner.recognise(b"110105") is None  # no end: perhaps not one yet
    assert serial_scanner.recognise(b"\xff\x68\x03\x03\x68\x05\x01\x0d\x13\x16") is None  # a key


@pytest.mark.parametrize(
    ("name", "profile"),
    [("Acme Barcode Scanner", "wedge"), ("NETUM 2D BarCode", "wedge"), ("Dell Keyboard", None)],
)
def test_a_scanner_that_types_is_told_from_a_keyboard_by_its_name(
    name: str, profile: str | None
) -> None:
    answer = examine(Port(kind=PortKind.KEYBOARD, device="/dev/input/event3", what=name), PROFILES)

    assert answer.state is State.NOT_ASKED
    assert (answer.profile.name if answer.profile else None) == profile


def test_a_port_in_use_is_left_alone(plugged: ExitStack) -> None:
    sim = SimPrinter()
    port = on_a_wire(plugged, sim)
    line = open_transport(port.device)

    answer = examine(port, PROFILES)

    line.close()
    assert answer.state is State.IN_USE
    assert sim.last_byte_at_ns == 0


def test_nothing_is_asked_when_nobody_wants_it(plugged: ExitStack) -> None:
    recorder = Recorder()
    port = on_a_wire(plugged, recorder)

    assert examine(port, PROFILES, ask=False).state is State.NOT_ASKED
    assert recorder.heard == b""


def test_a_question_that_fails_spoils_no_other(plugged: ExitStack) -> None:
    """A maker's own profile may have a mistake."""

    def fail(line: Transport) -> str | None:
        raise ZeroDivisionError

    [printer] = [one for one in PROFILES if one.kind is Kind.PRINTER]
    assert printer.probe is not None
    broken = replace(printer, name="broken", probe=replace(printer.probe, ask=fail, rank=-1))

    assert found(examine(on_a_wire(plugged, SimPrinter()), [broken, *PROFILES]))[1] == "escpos"


@pytest.mark.parametrize("url", ["socket://h:99999", "socket://h", "nonsense://x"])
def test_an_address_that_is_none_is_said_to_be_so(url: str) -> None:
    assert examine(port_at(url), PROFILES).state is State.UNREACHABLE


def test_a_port_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    answer = examine(port_at(str(tmp_path / "none")), PROFILES)

    assert answer.state is State.UNREACHABLE
    assert "plug the cable in" in answer.detail


@pytest.mark.parametrize(
    ("number", "state"),
    [(errno.EACCES, State.FORBIDDEN), (errno.EBUSY, State.IN_USE), (errno.EIO, State.UNREACHABLE)],
)
def test_what_the_system_refuses_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, state: State
) -> None:
    def refuse(url: str, **_: object) -> Transport:
        raise Disconnected(f"cannot open {url}") from OSError(number, os.strerror(number))

    monkeypatch.setattr(asking, "open_transport", refuse)
    monkeypatch.setattr(os, "getgroups", list)
    device = tmp_path / "port"
    device.touch()

    answer = examine(port_at(str(device)), PROFILES)

    assert answer.state is state
    if state is State.FORBIDDEN:
        group = grp.getgrgid(device.stat().st_gid).gr_name
        assert answer.detail.startswith(f"you are not in the group {group}: sudo usermod -aG")


def test_printers_are_asked_for_first_and_a_known_usb_id_before_all() -> None:
    [reader] = [one for one in PROFILES if one.kind is Kind.CARD_READER and one.needs_port]
    known = _known_by(reader, (1, 2))
    others = [one for one in PROFILES if one is not reader]

    def first(port: Port) -> AnyProfile:
        return candidates(port, [*others, known])[0].profile

    assert first(Port(kind=PortKind.SERIAL, device="x")).kind is Kind.PRINTER
    assert first(Port(kind=PortKind.SERIAL, device="x", usb_id=(1, 2))) is known
    on_usb = candidates(Port(kind=PortKind.USB_PRINTER, device="/dev/usb/lp0"), PROFILES)
    assert {one.profile.kind for one in on_usb} == {Kind.PRINTER}
    on_9100 = candidates(Port(kind=PortKind.NETWORK, device="socket://h:9100"), PROFILES)
    assert {one.profile.kind for one in on_9100} == {Kind.PRINTER}


def _known_by(profile: AnyProfile, usb_id: tuple[int, int]) -> AnyProfile:
    return replace(profile, usb_ids=frozenset({usb_id}))
