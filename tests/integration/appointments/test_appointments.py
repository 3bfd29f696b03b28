"""From the office's list to the paper: real broker, coordinator, kiosk and devices."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

import kiosk.main
from broker_config import Broker, start_broker
from contract.hall import parse_hall
from contract.hall.slots import slots
from contract.ids import OFFICE_DEVICE, DeviceId, GroupId
from kiosk.config import KioskConfig
from messaging import BrokerAddress
from messaging.clock import now_ms
from qtkit.program import application
from simulation.devices.card_reader import SimCardReader
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire
from tests.helpers.accounts import credentials
from tests.helpers.cards import RESIDENT
from tests.helpers.halls import street_in_mid_day
from tests.helpers.patience import PATIENCE_S
from tests.helpers.processes import CoordinatorProcess
from tests.helpers.qt import click, item, text, wait_for

KIOSK = DeviceId("k1")
PENSION = GroupId("pension")
SOON_MS = 10 * 60_000
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def hall_file(directory: Path) -> Path:
    """Write the street hall's file: in mid-day, open day and night, early comers welcome."""
    file = street_in_mid_day(directory / "hall.toml")
    whole = file.read_text("utf-8").replace('early = "refuse"', 'early = "keep"')
    week = "".join(f'{day} = ["00:00-24:00"]\n' for day in WEEK)
    whole = re.sub(r"(?s)\[hours\]\n.*?\n\n", f"[hours]\n{week}\n", whole)
    file.write_text(re.sub(r'(?m)^country = "CN".*$', "", whole), "utf-8")
    return file


@dataclass
class Stand:
    """A hall with one kiosk, and the office."""

    directory: Path
    file: Path
    broker: Broker
    coordinator: CoordinatorProcess
    printer: SimPrinter
    reader: SimCardReader
    program: kiosk.main.KioskProgram

    def office(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Have the office run `hallcall appointments`."""
        return subprocess.run(
            [sys.executable, "-m", "hallcall", "appointments", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE_S,
            check=False,
        )

    def book(self, file: Path) -> subprocess.CompletedProcess[str]:
        """Have the office import a list."""
        password = self.broker.files.password_file(OFFICE_DEVICE)
        return self.office(
            "import", file, "--hall", self.file, "--broker", self.broker.url, "--json",
            "--password-file", password, "--person-key-file", self.directory / "key",
        )  # fmt: skip

    def click(self, *names: str) -> None:
        for name in names:
            click(self.program.window, name)

    def wait_for_page(self, kind: str) -> None:
        page = f"page.{kind}"
        wait_for(lambda: item(self.program.window, page), what=f"no {page}")


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    application()
    (tmp_path / "key").write_bytes(b"the key of all kiosks")
    file = hall_file(tmp_path)
    hall = parse_hall(file.read_text("utf-8"))
    printer, reader = SimPrinter(), SimCardReader()
    printer_wire = PtyWire(printer, link=tmp_path / "printer").plug()
    reader_wire = PtyWire(reader, link=tmp_path / "card-reader").plug()
    broker = start_broker(hall, tmp_path / "broker", persistence=False)
    coordinator = CoordinatorProcess(broker, tmp_path / "hall.db", hall_file=file)
    coordinator.start()
    program = kiosk.main.start(
        KioskConfig(
            hall=hall,
            kiosk_id=KIOSK,
            broker=BrokerAddress.parse(broker.url),
            credentials=credentials(broker, KIOSK),
            person_key=b"the key of all kiosks",
            printer_url=printer_wire.url,
            card_reader_url=reader_wire.url,
        )
    )
    made = Stand(tmp_path, file, broker, coordinator, printer, reader, program)
    made.wait_for_page("home")
    yield made
    program.close()
    coordinator.cut_power()
    broker.stop()
    printer_wire.unplug()
    reader_wire.unplug()


def write_list(stand: Stand) -> Path:
    """Write a list with one appointment in a slot of today that has not begun."""
    hall = parse_hall(stand.file.read_text("utf-8"))
    today = datetime.fromtimestamp(now_ms() / 1000, hall.time_zone).date()
    slot = next(each for each in slots(hall, PENSION, today) if each.begins_ms > now_ms() + SOON_MS)
    begins = datetime.fromtimestamp(slot.begins_ms / 1000, hall.time_zone)
    file = stand.directory / "list.csv"
    with file.open("w", encoding="gb18030", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["日期", "时段", "业务", "姓名", "证件号码"])
        writer.writerow(
            [f"{begins:%Y/%m/%d}", f"{begins:%H:%M}", "社会保险", "张三", "11010519491231002x"]
        )
    return file


def test_whoever_is_on_the_office_s_list_checks_in_with_the_card(stand: Stand) -> None:
    file = write_list(stand)
    first, again = stand.book(file), stand.book(file)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    [booked], [known] = json.loads(first.stdout), json.loads(again.stdout)
    assert (booked["outcome"], known["outcome"]) == ("booked", "known")
    assert booked["code"] == known["code"]
    assert len(stand.coordinator.rows("appointment_booked")) == 1

    stand.click("home.appointment")
    stand.wait_for_page("check_in")
    stand.reader.insert(RESIDENT)

    stand.wait_for_page("take_ticket")
    assert booked["time"] in str(text(stand.program.window, "take_ticket.appointment"))
    wait_for(lambda: stand.printer.slips)
    [slip] = stand.printer.slips
    assert f"Your appointment: {booked['time']}" in slip.lines
    listed = stand.office("list", stand.coordinator.database, "--hall", stand.file, "--json")
    [entry] = json.loads(listed.stdout)
    assert entry["code"] == booked["code"]
    assert entry["status"] in ("in_time", "early")
    assert entry["number"] == text(stand.program.window, "take_ticket.number") == "B001"
    journal = "".join(stand.coordinator.rows("appointment_booked"))
    assert "张" not in journal
    assert "1101" not in journal


def test_the_code_checks_in_once_and_a_wrong_one_is_told_so(stand: Stand) -> None:
    [booked] = json.loads(stand.book(write_list(stand)).stdout)
    keys = [f"check_in.key.{letter}" for letter in booked["code"]]

    stand.click("home.appointment")
    stand.wait_for_page("check_in")
    stand.click(*(["check_in.key.A"] * 6), "check_in.confirm")
    stand.wait_for_page("sorry")
    stand.click("sorry.done", "home.appointment", *keys, "check_in.confirm")
    stand.wait_for_page("take_ticket")
    wait_for(lambda: stand.coordinator.rows("appointment_arrived"))
    stand.click("take_ticket.done", "home.appointment", *keys, "check_in.confirm")
    stand.wait_for_page("sorry")
    assert text(stand.program.window, "sorry.number") == "B001"


def test_a_list_with_a_mistake_is_not_booked_at_all(stand: Stand) -> None:
    file = write_list(stand)
    with file.open("a", encoding="gb18030") as target:
        target.write("2026-13-01,10:00,社会保险,李四,\n")

    refused = stand.book(file)

    assert refused.returncode == 1
    assert "line 3, day:" in refused.stderr
    assert "李" not in refused.stderr
    assert stand.coordinator.rows("appointment_booked") == []
