"""`hallcall devices` prints lines that a hall file takes."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contract.hall import Bar, CardReader, Printer
from hallcall.cli import app
from hallcall.devices import Look
from hardware.discovery import Answer, Port, PortKind, State
from hardware.profiles import CardReaderProfile, ScannerProfile, find
from hardware.profiles.catalog import BUILT_IN
from hardware.transport import open_transport
from simulation.devices.card_reader import SimCardReader
from simulation.devices.led_card import SimLedCard
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire
from tests.helpers.packages import lay_package


def test_what_is_found_is_printed_as_it_stands_in_a_hall_file(tmp_path: Path) -> None:
    with (
        PtyWire(SimPrinter(), link=tmp_path / 'a "printer"') as printer,
        PtyWire(SimCardReader(), link=tmp_path / "reader") as reader,
    ):
        ports = ["--port", printer.url, "--port", reader.url]
        done = CliRunner().invoke(app, ["devices", "--json", *ports])

    assert done.exit_code == 0, done.output
    records = json.loads(done.output)
    assert [record["state"] for record in records] == ["found", "found"]
    entries = tomllib.loads("\n".join(record["hall_file"] for record in records))
    assert Printer(**entries["printer"]).url == printer.url
    assert CardReader(**entries["card_reader"]).profile == "sam-v"


def test_a_bar_is_a_table_of_its_own(tmp_path: Path) -> None:
    with PtyWire(SimLedCard(), link=tmp_path / "bar") as bar:
        done = CliRunner().invoke(app, ["devices", "--json", "--port", bar.url])

    (record,) = json.loads(done.output)
    (entry,) = tomllib.loads(record["hall_file"])["bar"]
    own = {"id": "bar-1", "zone": "room", "window": "w1"}
    assert Bar(**entry, **own).profile == "onbon-6k"
    assert record["detail"] == "LED card 1, screen of 128 × 32 dots"


def test_the_table_names_each_port_and_what_hangs_there(tmp_path: Path) -> None:
    with PtyWire(SimPrinter(), link=tmp_path / "p") as printer:
        taken = open_transport(printer.url)
        in_use = CliRunner().invoke(app, ["devices", "--port", printer.url])
        taken.close()
        free = CliRunner().invoke(app, ["devices", "--port", printer.url])

    assert "in use" in in_use.output
    assert "printer escpos" in free.output
    assert f'printer = {{ url = "{printer.url}", profile = "escpos" }}' in free.output


def test_a_device_that_another_program_simulates_is_found(tmp_path: Path) -> None:
    link = tmp_path / "printer"
    command = [sys.executable, "-m", "hallcall", "simulate-device", "printer", "--pty", str(link)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as simulated:
        assert simulated.stdin is not None
        assert simulated.stdout is not None
        simulated.stdout.readline()  # "listening on …"
        done = CliRunner().invoke(app, ["devices", "--json", "--port", str(link)])
        simulated.stdin.close()

    [record] = json.loads(done.stdout)
    assert (record["state"], record["profile"]) == ("found", "escpos")


def test_a_scanner_that_types_is_named_by_the_file_that_shows_whether_it_is_there() -> None:
    port = Port(kind=PortKind.KEYBOARD, device="/dev/input/event3", by_id="/dev/input/by-id/x")
    look = Look(port, Answer(State.NOT_ASKED, profile=find(ScannerProfile, "wedge")))

    assert look.hall_file == 'scanner = { url = "/dev/input/by-id/x", profile = "wedge" }'


def test_a_port_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["devices", "--port", str(tmp_path / "none")])

    assert done.exit_code == 0
    assert "not reachable" in done.output


def test_a_package_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    lay_package(tmp_path, "hallcall-gone", "", {"printer.gone": "hallcall_nowhere:PROFILE"})

    done = CliRunner().invoke(app, ["devices", "--no-probe", "--port", "/dev/none"])

    assert "hallcall-gone 1.0 cannot be loaded" in done.output


def test_all_profiles_are_listed_with_their_options() -> None:
    done = CliRunner().invoke(app, ["devices", "--profiles", "--json"])

    found = {row["profile"]: row for row in json.loads(done.stdout)}
    assert found["sam-v"]["key in the hall file"] == "card_reader"
    assert "poll_s = 0.4  while a card is wanted" in found["sam-v"]["options, as they are unset"]
    assert {row["from"] for row in found.values()} == {"hallcall"}
    assert set(found) == {name for _, name in BUILT_IN}


def test_a_smart_card_reader_is_named_as_pcscd_names_it() -> None:
    port = Port(kind=PortKind.SMART_CARD, device="Acme Contactless 00 00")
    look = Look(port, Answer(State.NOT_ASKED, profile=find(CardReaderProfile, "pcsc-uid")))

    expected = 'card_reader = { url = "pcsc:Acme Contactless 00 00", profile = "pcsc-uid" }'
    assert look.hall_file == expected
