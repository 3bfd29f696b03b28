"""The same rules for every kind of cable, each against a real one."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from hardware.errors import Disconnected, InvalidAddress, Stalled
from hardware.transport import Transport, open_transport
from hardware.transport.usb_printer import UsbPrinterTransport
from simulation.devices.wire import Device, PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S, wait_until

ALL_BYTES = bytes(range(256))


class Recorder(Device):
    """Keeps what arrives; says what a test wants said."""

    def __init__(self) -> None:
        super().__init__()
        self.got = bytearray()
        self.welcome = 4096

    def receive(self, data: bytes) -> None:
        self.got += data

    def room(self) -> int:
        return self.welcome


@pytest.fixture(params=[PtyWire, TcpWire])
def wire(request: pytest.FixtureRequest) -> Iterator[Wire]:
    make: Callable[[Device], Wire] = request.param
    with make(Recorder()) as wire:
        yield wire


@pytest.fixture
def recorder(wire: Wire) -> Recorder:
    assert isinstance(wire.device, Recorder)
    return wire.device


@pytest.fixture
def transport(wire: Wire) -> Iterator[Transport]:
    transport = open_transport(wire.url, write_timeout_s=0.2)
    yield transport
    transport.close()


def read_exactly(transport: Transport, count: int) -> bytes:
    got, end_s = b"", monotonic() + PATIENCE_S
    while len(got) < count and monotonic() < end_s:
        got += transport.read(count - len(got), timeout_s=0.2)
    return got


def write_on_and_on(transport: Transport, data: bytes) -> None:
    for _ in range(100):
        transport.write(data)


def shake_hands(transport: Transport, recorder: Recorder) -> None:
    """Make sure the far end knows us, so that what it says is not said to nobody."""
    transport.write(b"?")
    wait_until(lambda: recorder.got == b"?")
    recorder.got.clear()


def test_every_byte_value_passes_in_both_directions(
    transport: Transport, recorder: Recorder
) -> None:
    transport.write(ALL_BYTES)
    wait_until(lambda: bytes(recorder.got) == ALL_BYTES)

    recorder.send(ALL_BYTES)
    assert read_exactly(transport, 256) == ALL_BYTES


def test_a_read_returns_early_what_is_there_and_never_more_than_asked(
    transport: Transport, recorder: Recorder
) -> None:
    shake_hands(transport, recorder)
    recorder.send(b"abcde")

    assert read_exactly(transport, 2) == b"ab"
    assert read_exactly(transport, 3) == b"cde"


@pytest.mark.parametrize("timeout_s", [0, 0.01])
def test_silence_is_no_bytes(transport: Transport, timeout_s: float) -> None:
    assert transport.read(10, timeout_s=timeout_s) == b""


def test_flushed_input_is_gone(transport: Transport, recorder: Recorder) -> None:
    shake_hands(transport, recorder)
    recorder.send(b"old")
    assert read_exactly(transport, 1) == b"o"

    transport.flush_input()

    assert transport.read(10, timeout_s=0.01) == b""


def test_a_device_that_stops_reading_stalls_the_writer(
    transport: Transport, recorder: Recorder
) -> None:
    recorder.welcome = 0
    with pytest.raises(Stalled):
        write_on_and_on(transport, bytes(1_000_000))


def test_a_pulled_cable_is_reported_whatever_is_tried(transport: Transport, wire: Wire) -> None:
    shake_hands(transport, wire.device)  # type: ignore[arg-type]
    wire.unplug()

    with pytest.raises(Disconnected):
        transport.read(10, timeout_s=1)
    with pytest.raises(Disconnected):
        transport.flush_input()
    with pytest.raises(Disconnected):
        write_on_and_on(transport, b"x")  # TCP notices at the second write
    transport.close()
    transport.close()


def test_a_replugged_cable_can_be_opened_again(tmp_path: Path) -> None:
    recorder = Recorder()
    wire = PtyWire(recorder, link=tmp_path / "ttyPRINTER")
    for _ in range(2):
        with wire:
            transport = open_transport(wire.url)
            shake_hands(transport, recorder)
            transport.close()
        with pytest.raises(Disconnected):
            open_transport(wire.url)


def test_a_reset_connection_leaves_the_port_open_for_the_next_client() -> None:
    recorder = Recorder()
    with TcpWire(recorder) as wire:
        first = open_transport(wire.url)
        shake_hands(first, recorder)
        wire.reset_connection()
        with pytest.raises(Disconnected):
            first.read(1, timeout_s=PATIENCE_S)
        first.close()

        second = open_transport(wire.url)
        shake_hands(second, recorder)
        second.close()


def test_small_packets_are_not_held_back() -> None:
    with TcpWire(Recorder()) as wire:
        transport = open_transport(wire.url)
        connection = transport._socket  # type: ignore[attr-defined]
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        transport.close()


@pytest.mark.parametrize(
    "url", ["socket://", "socket://host", "socket://host:port", "socket://host:99999", "foo://bar"]
)
def test_an_address_of_no_known_kind_is_refused(url: str) -> None:
    with pytest.raises(InvalidAddress, match=url):
        open_transport(url)


def test_a_missing_port_names_itself() -> None:
    for url in ("/dev/no_such_port", "/dev/usb/lp_no_such", "socket://127.0.0.1:1"):
        with pytest.raises(Disconnected, match=url):
            open_transport(url, connect_timeout_s=1)


def test_a_usb_printer_is_known_by_the_name_udev_gives_it_too(tmp_path: Path) -> None:
    stable = tmp_path / "printer"
    stable.symlink_to("/dev/usb/lp_no_such")

    with pytest.raises(Disconnected, match="group `lp`"):
        open_transport(str(stable))


def test_a_usb_printer_file_is_read_and_written_without_blocking() -> None:
    far, near = os.openpty()  # what the kernel's printer file is to a program: a character device
    try:
        os.set_blocking(far, False)
        printer = UsbPrinterTransport(os.ttyname(near), write_timeout_s=0.05)
        assert printer.read(10, timeout_s=0.01) == b""
        printer.write(b"ticket")
        assert os.read(far, 10) == b"ticket"
        with pytest.raises(Stalled):
            printer.write(bytes(1_000_000))
        printer.close()
        with pytest.raises(Disconnected):
            printer.write(b"x")
    finally:
        os.close(far)
        os.close(near)


def test_a_device_that_holds_the_line_by_xoff_stalls_the_writer_until_xon() -> None:
    recorder = Recorder()
    with PtyWire(recorder) as wire:
        transport = open_transport(wire.url, flow="xonxoff", write_timeout_s=0.2)
        transport.write(b"before")
        wait_until(lambda: bytes(recorder.got) == b"before")
        recorder.send(b"\x13")

        wait_until(lambda: _stalls(transport))

        recorder.send(b"\x11")
        wait_until(lambda: not _stalls(transport))
        transport.close()


def _stalls(transport: Transport) -> bool:
    try:
        transport.write(b"x")
    except Stalled:
        return True
    return False
