"""The printer's thread: every slip has an outcome, and what changes is told once."""

import queue
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain, repeat
from unittest.mock import create_autospec

import pytest

from contract.ids import GroupId, TicketId, TicketNumber
from contract.text import Text
from hardware.errors import NoReply
from hardware.escpos.codec import Fault, PrinterStatus
from hardware.escpos.codec import Paper as Roll
from hardware.escpos.outcome import Cause, NotPrinted, Printed, PrintOutcome, Uncertain
from hardware.roles import Printer
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.slip import Slip
from kiosk.devices.printer import PrinterNews, PrinterWorker, SlipDone, health_in
from tests.helpers.patience import PATIENCE_S

WELL = PrinterStatus()


def slip(number: str = "A012") -> Slip:
    return Slip(
        ticket_id=TicketId(f"2025-11-24.{number}"),
        number=TicketNumber(number),
        hall=Text(zh="小厅", en="Small hall"),
        group_id=GroupId("general"),
        group=Text(zh="综合", en="General"),
        service=Text(zh="综合", en="General"),
        ahead=3,
        wait_minutes="10–15",
        windows="1-3",
        issued=datetime.fromisoformat("2025-11-24T10:00:00+08:00"),
        code="2025-11-24.A012",
        footer=None,
    )


class Worker:
    """A worker over a mocked driver; what it delivers comes one by one."""

    def __init__(self, draw: Callable[[Slip], bytes] = lambda _: b"slip") -> None:
        self.printer = create_autospec(Printer, instance=True)
        self.printer.status.return_value = WELL
        self.printer.print.return_value = Printed(Roll.OK)
        self._news: queue.SimpleQueue[PrinterNews] = queue.SimpleQueue()
        self.worker = PrinterWorker(self.printer, draw, self._news.put, poll_s=0.01)

    def next_news(self) -> PrinterNews:
        return self._news.get(timeout=PATIENCE_S)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.worker.stop()
    made.printer.close.assert_called_once()


@pytest.mark.parametrize(
    ("status", "health"),
    [
        (WELL, PrinterHealth()),
        (PrinterStatus(paper=Roll.NEAR_END), PrinterHealth(near_end=True)),
        (PrinterStatus(paper=Roll.OUT, offline=True), PrinterTrouble.PAPER_OUT),
        (PrinterStatus(cover_open=True, offline=True), PrinterTrouble.COVER_OPEN),
        (PrinterStatus(fault=Fault.CUTTER, offline=True), PrinterTrouble.ERROR),
        (PrinterStatus(offline=True), PrinterTrouble.ERROR),
    ],
)
def test_a_status_says_whether_paper_can_come_out(
    status: PrinterStatus, health: PrinterHealth | PrinterTrouble
) -> None:
    found = health_in(status)

    assert (found if isinstance(health, PrinterHealth) else found.trouble) == health


def test_health_is_told_when_it_changes_and_only_then(worker: Worker) -> None:
    out = PrinterStatus(paper=Roll.OUT)
    worker.printer.status.side_effect = chain([WELL, WELL, out, out], repeat(WELL))

    worker.worker.start()

    told = [worker.next_news() for _ in range(3)]
    assert [n.trouble for n in told if isinstance(n, PrinterHealth)] == [
        None,
        PrinterTrouble.PAPER_OUT,
        None,
    ]


def test_one_lost_reply_is_no_fault_but_a_second_is(worker: Worker) -> None:
    lost = NoReply("silent")
    worker.printer.status.side_effect = chain([WELL, lost, WELL, lost, lost], repeat(WELL))

    worker.worker.start()

    told = [worker.next_news() for _ in range(3)]
    assert told == [
        PrinterHealth(),
        PrinterHealth(PrinterTrouble.DOWN, detail="silent"),
        PrinterHealth(),
    ]


@pytest.mark.parametrize(
    ("outcome", "paper"),
    [
        (Printed(Roll.OK), Paper.PRINTED),
        (NotPrinted(Cause.PAPER_OUT, "put in a roll"), Paper.NOT_PRINTED),
        (Uncertain(Cause.NO_REPLY, "look into the tray"), Paper.UNCERTAIN),
    ],
)
def test_every_slip_has_its_outcome(worker: Worker, outcome: PrintOutcome, paper: Paper) -> None:
    worker.printer.print.return_value = outcome
    worker.worker.start()
    assert worker.next_news() == PrinterHealth()

    worker.worker.print(slip())

    done = worker.next_news()
    assert isinstance(done, SlipDone)
    assert (done.ticket_id, done.paper) == ("2025-11-24.A012", paper)
    worker.printer.print.assert_called_once_with(b"slip", mark="A012")


def test_a_slip_that_cannot_be_drawn_is_not_printed_and_the_next_one_is() -> None:
    def draw(asked: Slip) -> bytes:
        if asked.number == "A012":
            raise ValueError("no such glyph")
        return b"slip"

    worker = Worker(draw)
    worker.worker.start()
    assert worker.next_news() == PrinterHealth()

    worker.worker.print(slip("A012"))
    worker.worker.print(slip("A013"))

    assert worker.next_news() == SlipDone(
        TicketId("2025-11-24.A012"), Paper.NOT_PRINTED, "cannot draw the slip: no such glyph"
    )
    assert worker.next_news() == SlipDone(TicketId("2025-11-24.A013"), Paper.PRINTED, "")
    worker.worker.stop()


def test_after_a_slip_the_printer_is_looked_at_at_once() -> None:
    worker = Worker()
    worker.worker = PrinterWorker(worker.printer, lambda _: b"", worker.worker._deliver, poll_s=600)
    worker.worker.start()
    assert worker.next_news() == PrinterHealth()
    worker.printer.status.return_value = PrinterStatus(cover_open=True)

    worker.worker.print(slip())

    assert isinstance(worker.next_news(), SlipDone)
    health = worker.next_news()
    assert isinstance(health, PrinterHealth)
    assert health.trouble is PrinterTrouble.COVER_OPEN
    worker.worker.stop()


def test_the_end_of_the_roll_is_told_when_the_sensor_insists_and_not_when_it_flickers(
    worker: Worker,
) -> None:
    near = PrinterStatus(paper=Roll.NEAR_END)
    seen = [WELL, near, near, WELL, near, near, near, WELL, near, WELL, WELL]
    worker.printer.status.side_effect = chain(seen, repeat(WELL))

    worker.worker.start()

    assert [worker.next_news() for _ in range(3)] == [
        PrinterHealth(),
        PrinterHealth(near_end=True),
        PrinterHealth(),
    ]
    assert worker.printer.status.call_count >= len(seen)
