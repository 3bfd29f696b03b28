"""What a kiosk's devices cost: bytes of a ticket, processor time at rest, time to the paper.

The drivers run here as a kiosk runs them; the devices run in processes of their own, so that only
the drivers are measured.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from statistics import median
from time import monotonic, process_time, sleep, time_ns
from typing import Any, Final

import kiosk
from contract.ids import GroupId, TicketId, TicketNumber
from contract.text import Text
from hardware.escpos.document import DocumentEncoder, PaperFormat
from hardware.escpos.driver import EscposPrinter
from hardware.escpos.fonts import FontBook
from hardware.profiles import (
    CardReaderProfile,
    KeypadProfile,
    Keypads,
    PrinterProfile,
    ScannerProfile,
    find,
)
from kiosk.core.slip import Slip
from kiosk.devices.paper import ticket_lines
from kiosk.devices.printer import PrinterWorker, SlipDone
from qtkit.texts import Texts
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire

SIMULATED: Final = ("printer", "card-reader", "scanner")
PATIENCE_S: Final = 60.0
SETTLE_S: Final = 3.0
SLIPS: Final = 30
BYTES_MAX: Final = (20_000, 2_000)
"""Of a ticket that is drawn, and of one in characters."""
LONG_SLIP: Final = Slip(
    ticket_id=TicketId("2026-11-28.A012"),
    number=TicketNumber("A012"),
    hall=Text(zh="北京市西城区政务服务中心", en="Xicheng District Government Service Centre"),
    group_id=GroupId("insurance"),
    group=Text(zh="医保业务", en="Medical insurance"),
    service=Text(zh="城乡居民基本医疗保险参保登记", en="Enrolment in residents' medical insurance"),
    ahead=17,
    wait_minutes="25–40",
    windows="12-18, 21",
    issued=datetime(2026, 11, 28, 10, 0, tzinfo=UTC),
    code="https://hall.example.org/t/2026-11-28.A012?k=3f9c2a7d51b84e60",
    footer=Text(zh="过号请到咨询台重新取号", en="If you miss your call, ask at the desk"),
    more=(Text(zh="社会保障卡申领", en="Social security card"),),
    papers=(
        Text(zh="居民身份证", en="Resident ID card"),
        Text(zh="户口簿", en="Household register"),
    ),
)
"""All that the usual ticket can show, and what to bring, which a hall may add."""


@dataclass(frozen=True)
class Cost:
    """Figures of one run."""

    ticket_bytes: dict[str, int]
    idle_share: float
    """Of one core, while nobody is at the kiosk."""
    reading_share: float
    """Of one core, while a card is waited for."""
    keypad_share: float
    """Of one core, by the bus of a panel's keypads, which has to hear each key at once."""
    print_ms: list[float]
    """From the slip in the worker's hands to the last byte at the printer."""


def measure(seconds: float) -> Cost:
    """Measure for about three times `seconds`."""
    fonts = FontBook.find()
    idle, reading = _shares(fonts, seconds)
    return Cost(ticket_bytes(fonts), idle, reading, _keypad_share(seconds), _print_ms(fonts))


def ticket_bytes(fonts: FontBook) -> dict[str, int]:
    """Return the size of a full ticket for each kind of paper and type."""
    lines = ticket_lines(LONG_SLIP, _texts())
    papers = {
        "80 mm, Chinese drawn": PaperFormat(),
        "80 mm, all drawn": PaperFormat(qr="raster"),
        "80 mm, characters": PaperFormat(cjk="gbk"),
        "58 mm, Chinese drawn": PaperFormat(dots=384),
        "58 mm, characters": PaperFormat(dots=384, cjk="gbk"),
    }
    return {
        name: len(DocumentEncoder(paper, fonts).encode(lines)) for name, paper in papers.items()
    }


def _shares(fonts: FontBook, seconds: float) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        urls = {name: running.enter_context(_simulated(name, Path(folder))) for name in SIMULATED}
        news: Queue[Any] = Queue()
        driver = find(PrinterProfile, "escpos")
        reader_profile = find(CardReaderProfile, "sam-v")
        scanner_profile = find(ScannerProfile, "serial-scanner")
        printer = _printer(
            driver.open(driver.wiring(urls["printer"], None), driver.read({})), fonts, news.put
        )
        reader = reader_profile.open(
            reader_profile.wiring(urls["card-reader"], None), reader_profile.read({}), news.put
        )
        scanner = scanner_profile.open(
            scanner_profile.wiring(urls["scanner"], None), scanner_profile.read({}), news.put
        )
        for worker in (printer, reader, scanner):
            worker.start()
        try:
            for _ in SIMULATED:  # each says that it is well
                news.get(timeout=PATIENCE_S)
            sleep(SETTLE_S)
            idle = _share(seconds)
            reader.enable()
            return idle, _share(seconds)
        finally:
            for worker in (printer, reader, scanner):
                worker.stop()


def _keypad_share(seconds: float) -> float:
    profile = find(KeypadProfile, "rs485-21key")
    keypads = Keypads(addresses={5, 6}, rating_levels={}, rating_window_s=30.0)
    news: Queue[Any] = Queue()
    with tempfile.TemporaryDirectory() as folder, _simulated("keypads", Path(folder)) as url:
        bus = profile.open(profile.wiring(url, None), profile.read({}), keypads, news.put)
        bus.start()
        try:
            news.get(timeout=PATIENCE_S)
            return _share(seconds)
        finally:
            bus.stop()


def _share(seconds: float) -> float:
    begun_s, used_s = monotonic(), process_time()
    sleep(seconds)
    return (process_time() - used_s) / (monotonic() - begun_s)


def _print_ms(fonts: FontBook) -> list[float]:
    """A printer that moves its paper in no time: what is left is ours."""
    done: Queue[Any] = Queue()
    sim = SimPrinter()
    with PtyWire(sim) as wire:
        worker = _printer(EscposPrinter(wire.url), fonts, done.put)
        worker.start()
        found = []
        for _ in range(SLIPS):
            begun_ns = time_ns()
            worker.print(LONG_SLIP)
            while not isinstance(done.get(timeout=PATIENCE_S), SlipDone):
                pass
            found.append((sim.last_byte_at_ns - begun_ns) / 1e6)
        worker.stop()
    return found


def _printer(driver: Any, fonts: FontBook, deliver: Callable[[Any], None]) -> PrinterWorker:
    encoder, texts = DocumentEncoder(PaperFormat(), fonts), _texts()
    return PrinterWorker(driver, lambda slip: encoder.encode(ticket_lines(slip, texts)), deliver)


@contextmanager
def _simulated(kind: str, folder: Path) -> Iterator[str]:
    link = folder / kind
    command = [sys.executable, "-m", "hallcall", "simulate-device", kind, "--pty", str(link)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()  # "listening on …"
        yield str(link)
        process.stdin.close()
        process.wait(PATIENCE_S)


def _texts() -> Texts:
    return Texts(Path(kiosk.__file__).parent / "locale")


def rows(cost: Cost) -> list[tuple[str, str, str]]:
    """Return the figures for a table."""
    sizes = [
        (
            f"ticket, {name}",
            f"{size} bytes",
            "under 2000" if "characters" in name else "under 20000",
        )
        for name, size in cost.ticket_bytes.items()
    ]
    return [
        *sizes,
        ("drivers at rest", f"{cost.idle_share:.2%} of a core", "under 2 %"),
        ("drivers, a card is waited for", f"{cost.reading_share:.2%} of a core", ""),
        ("keypad bus of a panel", f"{cost.keypad_share:.2%} of a core", ""),
        ("slip to last byte, median", f"{median(cost.print_ms):.0f} ms", ""),
    ]
