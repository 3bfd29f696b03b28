"""The whole kiosk: its window, its line to a real broker, printer and card reader on ptys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from broker_config import start_broker
from contract import topics
from contract.ids import DeviceId, EpochMs, GroupId, TicketId, TicketNumber
from contract.messages.answers import TicketSlip
from contract.messages.commands import (
    AnyCommand,
    CancelTicket,
    GivenCard,
    IssueTicket,
    ReportPaper,
)
from contract.messages.state import QueueState
from kiosk.config import KioskConfig
from kiosk.main import KioskProgram, start
from messaging import BrokerAddress
from qtkit.program import application
from simulation.devices.card_reader import SimCardReader
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire
from tests.helpers.accounts import credentials
from tests.helpers.cards import RESIDENT
from tests.helpers.halls import shipped_hall
from tests.helpers.qt import click, item, text, wait_for
from tests.helpers.stand_in import StandIn

HALL = shipped_hall("street")
KIOSK = DeviceId("k1")


class TicketGiver(StandIn):
    """Gives a ticket to whoever asks, unless it is `silent`."""

    silent = False
    before_answering: Callable[[], None] = staticmethod(lambda: None)

    def show_line(self) -> None:
        queue = QueueState(
            group_id=GroupId("general"),
            waiting=3,
            open_windows=1,
            accepting=True,
            closed_reason=None,
            wait_ms=600_000,
        )
        self.retain(topics.queue(self.hall_id, GroupId("general")), queue)

    def heard(self, kind: type[AnyCommand]) -> list[AnyCommand]:
        return [command for command in self.commands if isinstance(command, kind)]

    def obey(self, command: AnyCommand) -> None:
        if self.silent:
            return
        self.before_answering()
        super().obey(command)
        self.answer_done(KIOSK, command, _slip(command))


def _slip(command: AnyCommand) -> TicketSlip | None:
    if not isinstance(command, IssueTicket):
        return None
    return TicketSlip(
        ticket_id=TicketId("2025-11-24.A012"),
        number=TicketNumber("A012"),
        group_id=command.group_id,
        item_id=command.item_id,
        issued_at_ms=EpochMs(1_763_949_600_000),
        ahead=3,
        wait_ms=600_000,
    )


@dataclass
class Stand:
    """A kiosk in its hall, with everything that is plugged into it."""

    coordinator: TicketGiver
    printer: SimPrinter
    printer_wire: PtyWire
    reader: SimCardReader
    reader_wire: PtyWire
    program: KioskProgram

    def click(self, *names: str) -> None:
        for name in names:
            click(self.program.window, name)

    def text(self, name: str) -> str | None:
        return text(self.program.window, name)

    def wait_for_page(self, kind: str) -> None:
        page = f"page.{kind}"
        wait_for(lambda: item(self.program.window, page), what=f"no {page}")


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    application()
    printer, reader = SimPrinter(), SimCardReader()
    printer_wire = PtyWire(printer, link=tmp_path / "printer").plug()
    reader_wire = PtyWire(reader, link=tmp_path / "card-reader").plug()
    broker = start_broker(HALL, tmp_path / "broker", persistence=False)
    coordinator = TicketGiver(broker, HALL)
    program = start(
        KioskConfig(
            hall=HALL,
            kiosk_id=KIOSK,
            broker=BrokerAddress.parse(broker.url),
            credentials=credentials(broker, KIOSK),
            printer_url=printer_wire.url,
            card_reader_url=reader_wire.url,
        )
    )
    made = Stand(coordinator, printer, printer_wire, reader, reader_wire, program)
    coordinator.beat()
    coordinator.show_line()
    made.wait_for_page("home")
    yield made
    program.close()
    coordinator.close()
    broker.stop()
    printer_wire.unplug()
    reader_wire.unplug()


def test_from_the_first_touch_to_the_paper(stand: Stand) -> None:
    stand.click("home.begin", "groups.general", "items.residence-permit")
    wait_for(lambda: stand.text("papers.ahead") == "3 人")
    stand.click("papers.confirm", "identify.skip")

    stand.wait_for_page("take_ticket")
    wait_for(lambda: stand.text("take_ticket.number") == "A012")
    [slip] = stand.printer.slips
    assert "A012" in slip.lines
    assert "People ahead: 3" in slip.lines
    assert slip.qr_payloads == ["2025-11-24.A012"]
    assert stand.printer.unknown_commands == []
    wait_for(lambda: stand.coordinator.heard(ReportPaper))
    [report] = stand.coordinator.heard(ReportPaper)
    assert isinstance(report, ReportPaper)
    assert (report.ticket_id, report.outcome) == ("2025-11-24.A012", "printed")
    stand.click("take_ticket.done")
    stand.wait_for_page("home")


def test_a_card_laid_on_the_reader_takes_a_ticket_with_priority(stand: Stand) -> None:
    stand.click("home.item.residence-permit", "papers.confirm")
    stand.wait_for_page("identify")

    stand.reader.insert(RESIDENT)

    stand.wait_for_page("take_ticket")
    [asked] = stand.coordinator.heard(IssueTicket)
    assert isinstance(asked, IssueTicket)
    assert asked.visitor == GivenCard(masked_name="张*", document_tail="002X")
    assert asked.priority_id == "elder"


def test_without_paper_it_says_so_before_anybody_asks_and_recovers(stand: Stand) -> None:
    stand.printer.take_paper_out()
    wait_for(lambda: stand.text("home.no_paper") is not None)
    wait_for(lambda: ("printer.paper_out", True) in stand.coordinator.heard_alarms)

    stand.printer.load_paper()

    wait_for(lambda: stand.text("home.no_paper") is None)
    assert stand.text("home.date")
    wait_for(lambda: ("printer.paper_out", False) in stand.coordinator.heard_alarms)


def test_a_cover_opened_in_the_last_moment_prints_nothing_and_the_screen_has_the_number(
    stand: Stand,
) -> None:
    stand.coordinator.before_answering = stand.printer.open_cover

    stand.click("home.item.residence-permit", "papers.confirm", "identify.skip")

    stand.wait_for_page("show_number")
    wait_for(lambda: stand.text("show_number.number") == "A012")
    wait_for(lambda: stand.coordinator.heard(ReportPaper))
    [report] = stand.coordinator.heard(ReportPaper)
    assert isinstance(report, ReportPaper)
    assert report.outcome == "on_screen"
    assert stand.coordinator.heard(CancelTicket) == []
    stand.click("show_number.done")
    stand.wait_for_page("home")
    wait_for(lambda: stand.text("home.no_paper") is not None)
    assert list(stand.printer.slips) == []


def test_a_cover_opened_in_mid_slip_leaves_the_number_valid(stand: Stand) -> None:
    stand.click("home.item.residence-permit", "papers.confirm")
    stand.wait_for_page("identify")

    stand.printer.after_dots(200, stand.printer.open_cover)
    stand.click("identify.skip")

    stand.wait_for_page("show_number")
    wait_for(lambda: stand.text("show_number.number") == "A012")
    wait_for(lambda: stand.coordinator.heard(ReportPaper))
    [report] = stand.coordinator.heard(ReportPaper)
    assert isinstance(report, ReportPaper)
    assert report.outcome == "uncertain"
    assert stand.coordinator.heard(CancelTicket) == []


def test_a_pulled_card_reader_leaves_the_other_ways(stand: Stand) -> None:
    stand.reader_wire.unplug()
    wait_for(lambda: ("card_reader.down", True) in stand.coordinator.heard_alarms)

    stand.click("home.item.residence-permit", "papers.confirm", "identify.skip")

    stand.wait_for_page("take_ticket")


def test_a_coordinator_that_does_not_answer_gives_no_paper_and_loses_no_ticket(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.core.tickets.ASK_EXPIRES_MS", 2_000)
    stand.coordinator.silent = True
    stand.click("home.item.residence-permit", "papers.confirm", "identify.skip")
    stand.wait_for_page("no_connection")

    stand.coordinator.silent = False
    stand.coordinator.beat()

    wait_for(lambda: stand.coordinator.heard(CancelTicket))
    assert len({c.command_id for c in stand.coordinator.heard(IssueTicket)}) == 1
    assert list(stand.printer.slips) == []
    stand.wait_for_page("home")


def test_a_dead_broker_is_no_connection(stand: Stand) -> None:
    stand.coordinator.broker.stop()

    stand.wait_for_page("no_connection")
