"""The scanner's driver against a simulated one, on a real serial line and a real socket."""

from collections.abc import Callable, Iterator
from datetime import date
from queue import Queue
from threading import Event

import pytest

from hardware.scanner import (
    Scanned,
    ScannerDown,
    ScannerEvent,
    ScannerSettings,
    ScannerUp,
    ScannerWorker,
    ScanRefused,
    ZoneScanned,
)
from simulation.devices.passports import passport
from simulation.devices.scanner import SUFFIXES, SimScanner
from simulation.devices.wire import Device, PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S

SETTINGS = ScannerSettings(suffix="tab", silence_s=PATIENCE_S, backoff_s=(0.05,), same_code_s=60)
ZONE = passport(
    "SPECIMEN", "ANNA", number="X0000001", birth=date(1960, 1, 2), expiry=date(2030, 1, 1)
)


class ConnectedScanner(SimScanner):
    """Knows when a socket's other end is there: what is sent before is lost, as on a real one."""

    def __init__(self) -> None:
        super().__init__()
        self.there = Event()

    def connected(self) -> None:
        self.there.set()


class Bench:
    def __init__(self, make_wire: Callable[[Device], Wire]) -> None:
        self.sim = ConnectedScanner()
        self.wire = make_wire(self.sim).plug()
        self.told: Queue[ScannerEvent] = Queue()
        self.worker = ScannerWorker(self.wire.url, self.told.put, SETTINGS)
        self.worker.start()
        self.await_up()

    def await_up(self) -> None:
        assert self.next() == ScannerUp()
        assert isinstance(self.wire, PtyWire) or self.sim.there.wait(PATIENCE_S)

    def next(self) -> ScannerEvent:
        return self.told.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self.worker.stop()
        self.wire.unplug()


@pytest.fixture(params=[PtyWire, TcpWire], ids=["serial", "socket"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    made = Bench(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != "none"])
def test_codes_come_with_any_end_and_byte_by_byte(suffix: str) -> None:
    bench = Bench(PtyWire)
    bench.sim.suffix = SUFFIXES[suffix]
    bench.sim.drip_s = 0.001
    bench.sim.hold("https://hall.example/t/0123456789abcdef0123")
    assert bench.next() == Scanned("https://hall.example/t/0123456789abcdef0123")
    bench.close()


def test_a_code_that_stays_there_is_told_once(bench: Bench) -> None:
    bench.sim.hold("A012-7F3", times=5)
    bench.sim.hold("B001-222")
    assert [bench.next(), bench.next()] == [Scanned("A012-7F3"), Scanned("B001-222")]


@pytest.mark.parametrize("at_once", [False, True])
def test_a_document_is_one_event(bench: Bench, at_once: bool) -> None:
    bench.sim.hold_document(ZONE, at_once=at_once)
    assert bench.next() == ZoneScanned(ZONE)


def test_noise_is_refused_and_the_next_code_is_whole(bench: Bench) -> None:
    bench.sim.make_noise(bytes(range(128, 200)) + b"\r")
    bench.sim.hold("A012-7F3")
    assert isinstance(bench.next(), ScanRefused)
    assert bench.next() == Scanned("A012-7F3")


def test_a_scanner_that_is_unplugged_comes_back_by_itself(bench: Bench) -> None:
    bench.wire.unplug()
    assert isinstance(bench.next(), ScannerDown)
    bench.sim.there.clear()
    bench.wire.plug()
    bench.await_up()
    bench.sim.hold("A012-7F3")
    assert bench.next() == Scanned("A012-7F3")


def test_a_listeners_mistake_does_not_end_the_scanner() -> None:
    sim = SimScanner()
    heard: Queue[ScannerEvent] = Queue()

    def fail(event: ScannerEvent) -> None:
        heard.put(event)
        raise RuntimeError("SPECIMEN")

    with PtyWire(sim) as wire:
        worker = ScannerWorker(wire.url, fail, SETTINGS)
        worker.start()
        assert heard.get(timeout=PATIENCE_S) == ScannerUp()
        sim.hold("A012-7F3")
        assert heard.get(timeout=PATIENCE_S) == Scanned("A012-7F3")
        worker.stop()
