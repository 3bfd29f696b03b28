"""The whole kiosk with a scanner that types into its window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import start_broker
from contract.hall import HallFile, parse_hall
from contract.messages.commands import CheckIn, IssueTicket
from kiosk.config import KioskConfig
from kiosk.main import KioskProgram, start
from messaging import BrokerAddress
from qtkit.program import application
from simulation.devices.printer import SimPrinter
from simulation.devices.wedge import SimWedge
from simulation.devices.wire import PtyWire
from tests.helpers.accounts import credentials
from tests.helpers.halls import HALLS
from tests.helpers.qt import click, item, wait_for
from tests.helpers.zones import china_passport
from tests.integration.kiosk.test_program import KIOSK, TicketGiver


def hall() -> HallFile:
    """Return the street hall; its kiosk has a scanner that types, and no card reader."""
    lines = (HALLS / "street.toml").read_text(encoding="utf-8").splitlines()
    scanner = 'scanner = { url = "keyboard", profile = "wedge", documents = true }'
    return parse_hall(
        "\n".join(scanner if line.startswith("card_reader = ") else line for line in lines)
    )


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[tuple[TicketGiver, KioskProgram]]:
    application()
    file = hall()
    with PtyWire(SimPrinter(), link=tmp_path / "printer") as printer:
        broker = start_broker(file, tmp_path / "broker", persistence=False)
        coordinator = TicketGiver(broker, file)
        program = start(
            KioskConfig(
                hall=file,
                kiosk_id=KIOSK,
                broker=BrokerAddress.parse(broker.url),
                credentials=credentials(broker, KIOSK),
                printer_url=printer.url,
            )
        )
        coordinator.beat()
        coordinator.show_line()
        _see(program, "page.home")
        yield coordinator, program
        program.close()
        coordinator.close()
        broker.stop()


def test_a_booking_is_checked_in_by_what_the_scanner_types(
    stand: tuple[TicketGiver, KioskProgram],
) -> None:
    coordinator, program = stand
    SimWedge(program.window).scan("k7m3pq")
    wait_for(lambda: coordinator.heard(CheckIn))
    [command] = coordinator.heard(CheckIn)
    assert isinstance(command, CheckIn)
    assert command.code == "K7M3PQ"


def test_a_passport_is_read_by_what_the_scanner_types(
    stand: tuple[TicketGiver, KioskProgram],
) -> None:
    coordinator, program = stand
    for name in ("home.begin", "groups.general", "items.residence-permit", "papers.confirm"):
        _see(program, name)
        click(program.window, name)
    _see(program, "page.identify")
    SimWedge(program.window).scan_document(china_passport(surname="WANG", birth="450101"))
    _see(program, "take_ticket.done")
    [command] = coordinator.heard(IssueTicket)
    assert isinstance(command, IssueTicket)
    assert command.visitor is not None
    assert (command.visitor.masked_name, command.priority_id) == ("W***", "elder")


def _see(program: KioskProgram, name: str) -> None:
    wait_for(lambda: item(program.window, name), what=name)
