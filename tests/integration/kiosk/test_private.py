"""Nothing of a person is left behind: not in a log, the journal, the outbox or the broker's files.

Every way to say who one is, through real programs; then every file they have written is searched.
"""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from broker_config import Broker, free_port, start_broker
from contract.ids import DeviceId
from hardware.idcard.records import CardKind
from simulation.devices.card_reader import SimCardReader, wrong_check
from simulation.devices.cards import SyntheticCard
from simulation.devices.printer import SimPrinter
from simulation.devices.scanner import SimScanner
from simulation.devices.wire import Device, PtyWire
from simulation.hand import Hand, Seen
from simulation.programs import program_command
from tests.helpers.cards import PERMIT, RESIDENT
from tests.helpers.patience import PATIENCE_S
from tests.helpers.processes import HALL, CoordinatorProcess
from tests.helpers.zones import PASSPORT, china_passport

KIOSK: Final = DeviceId("k1")
KEY: Final = "this key is the hall's own secret"
WAY: Final = ("home.begin", "groups.{group}", "items.{item}", "papers.confirm")
PLACES: Final = (
    ("general", "residence-permit"),
    ("housing", "housing-review"),
    ("family", "birth-registration"),
)
PHONE: Final = "13987654321"
UNREADABLE: Final = SyntheticCard(
    CardKind.RESIDENT, {**RESIDENT.fields, "number": "110105194912310077"}
)
DOUBTFUL: Final = (PASSPORT[0], "L898902C46" + PASSPORT[1][10:])
OTHER: Final = china_passport(surname="OUYANG", given="NANA", number="E76543210")
SECRETS: Final = (
    *(card.fields[name] for card in (RESIDENT, PERMIT, UNREADABLE) for name in ("name", "number")),
    *(RESIDENT.fields["address"], RESIDENT.fields["issuer"], PERMIT.fields["travel_permit"]),
    *PASSPORT,
    *DOUBTFUL,
    *OTHER,
    *("ERIKSSON", "L898902C", "OUYANG", "NANA", "E7654321", "19491231", "491231"),
    *(PHONE, PHONE[:7], KEY),
)
ENCODINGS: Final = ("utf-8", "utf-16-le", "gb18030", "unicode_escape")
PHOTO: Final = RESIDENT.photo[:8]


@dataclass
class Counter:
    """What hangs at the kiosk."""

    printer: SimPrinter
    reader: SimCardReader
    scanner: SimScanner
    urls: dict[str, str]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    printer, reader, scanner = SimPrinter(), SimCardReader(), SimScanner()
    devices: dict[str, Device] = {"printer": printer, "card-reader": reader, "scanner": scanner}
    wires = {name: PtyWire(device, link=tmp_path / name).plug() for name, device in devices.items()}
    yield Counter(printer, reader, scanner, {name: wire.url for name, wire in wires.items()})
    for wire in wires.values():
        wire.unplug()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker", persistence=True)
    yield started
    started.stop()


def test_every_file_is_free_of_names_numbers_and_photos(
    broker: Broker, counter: Counter, tmp_path: Path
) -> None:
    coordinator = CoordinatorProcess(broker, tmp_path / "hall.db")
    hall = coordinator.hall_file.read_text(encoding="utf-8")
    scanner = 'scanner = { url = "/dev/scanner", documents = true }'
    coordinator.hall_file.write_text(
        hall.replace("\ncard_reader = ", f"\n{scanner}\ncard_reader = ", 1), encoding="utf-8"
    )
    (tmp_path / "person.key").write_text(KEY)
    coordinator.start()
    try:
        asyncio.run(_visits(broker, coordinator.hall_file, counter, tmp_path))
    finally:
        coordinator.cut_power()
    broker.stop()

    (tmp_path / "person.key").unlink()  # the one place for it
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"hall.db", "hall.log", "kiosk.log", "k1.outbox"} <= names
    written = {path: path.read_bytes() for path in files}
    kiosk_log = next(data for path, data in written.items() if path.name == "kiosk.log")
    assert kiosk_log.count(b"CardRead(") == 2  # it did happen, and was told
    assert kiosk_log.count(b"ZoneScanned(") == 2
    for path, data in written.items():
        assert PHOTO not in data, path
        for secret in SECRETS:
            for encoding in ENCODINGS:
                assert secret.encode(encoding) not in data, (path, secret)
    paper = b"".join(slip.raw for slip in counter.printer.slips)
    assert RESIDENT.fields["name"].encode("gb18030") not in paper


def _start_kiosk(
    broker: Broker, hall_file: Path, counter: Counter, folder: Path, port: int
) -> subprocess.Popen[bytes]:
    command = program_command(
        "kiosk",
        hall_file=hall_file,
        broker_url=broker.url,
        password_file=broker.files.password_file(KIOSK),
        options=[
            *("--kiosk", KIOSK, "--fingers", str(port), "--outbox", str(folder / "k1.outbox")),
            *("--person-key-file", str(folder / "person.key")),
            *(part for name, url in counter.urls.items() for part in (f"--{name}", url)),
        ],
    )
    quiet = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    with (folder / "kiosk.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **quiet})


async def _visits(broker: Broker, hall_file: Path, counter: Counter, folder: Path) -> None:
    port = free_port()
    process = _start_kiosk(broker, hall_file, counter, folder, port)
    try:
        hand = await Hand.reach(KIOSK, port, timeout_s=PATIENCE_S)
        await _by_card(hand, counter.reader)
        await _by_passport(hand, counter.scanner)
        await _by_telephone(hand)
        await _in_vain(hand, counter)
        await hand.close()
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


async def _by_card(hand: Hand, reader: SimCardReader) -> None:
    for card, place in ((RESIDENT, 0), (PERMIT, 1)):
        await _to_identify(hand, place)
        reader.spoil_next(wrong_check)  # a reply that is damaged is not shown either
        reader.insert(card)
        await _done(hand)
        reader.remove()


async def _by_passport(hand: Hand, scanner: SimScanner) -> None:
    await _to_identify(hand, 2)
    scanner.hold_document(OTHER)
    await _done(hand)
    await _to_identify(hand, 2)
    scanner.hold_document(DOUBTFUL)
    await _tap(hand, "confirm_document.yes")
    await _done(hand)


async def _by_telephone(hand: Hand) -> None:
    await _to_identify(hand, 0)
    await _tap(hand, "identify.phone", *(f"phone.digit.{digit}" for digit in PHONE))
    await _tap(hand, "phone.confirm")
    await _done(hand)


async def _in_vain(hand: Hand, counter: Counter) -> None:
    """A card that does not check, and a code that is a person's number."""
    await _to_identify(hand, 0)
    counter.reader.insert(UNREADABLE)
    await _until(hand, lambda seen: "identify.hint" in seen)
    counter.reader.remove()
    counter.scanner.hold(f"{RESIDENT.fields['name']},{RESIDENT.fields['number']}")
    counter.scanner.make_noise(RESIDENT.fields["number"].encode() + b"\xff\r")
    counter.scanner.hold_document(PASSPORT[:1])
    counter.scanner.hold("no-code-of-ours-at-all")
    await _tap(hand, "nav.home")
    await _until(hand, lambda seen: "page.home" in seen)


async def _to_identify(hand: Hand, place: int) -> None:
    group, item = PLACES[place]
    for name in WAY:
        await _tap(hand, name.format(group=group, item=item))
    await _until(hand, lambda seen: "page.identify" in seen)


async def _done(hand: Hand) -> None:
    await _tap(hand, "take_ticket.done")
    await _until(hand, lambda seen: "page.home" in seen)


async def _tap(hand: Hand, *names: str) -> None:
    for name in names:
        await _until(hand, lambda seen, name=name: name in seen)  # type: ignore[misc]
        await hand.tap(name)


def _until(hand: Hand, condition: Callable[[Seen], bool]) -> Awaitable[Seen]:
    return hand.until(condition, timeout_s=PATIENCE_S, what="the next page")
