"""A real kiosk without broker and coordinator: paper all the same, and a fair place for it."""

import asyncio
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from broker_config import Broker, free_port, start_broker
from contract import topics
from contract.ids import ClerkId, DeviceId, TicketId, WindowId
from contract.messages.answers import Done
from contract.messages.commands import CallNext, FinishService, SignIn, StartService
from messaging import Received
from messaging.clock import now_ms
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire
from simulation.hand import Hand
from simulation.programs import program_command
from tests.helpers.patience import PATIENCE_S
from tests.helpers.processes import HALL, Client, CoordinatorProcess, timing

KIOSK: Final = DeviceId("k1")
WAY: Final = ("home.begin", "groups.general", "items.residence-permit", "papers.confirm")
WINDOW: Final = WindowId("w1")


class KioskProcess:
    """The program, started as a technician would, with a hand at its screen."""

    def __init__(self, broker: Broker, hall_file: Path, printer_url: str, folder: Path) -> None:
        self.outbox = folder / "k1.outbox"
        self._port = free_port()
        self._log = folder / "kiosk.log"
        self._command = program_command(
            "kiosk",
            hall_file=hall_file,
            broker_url=broker.url,
            password_file=broker.files.password_file(KIOSK),
            options=[
                *("--kiosk", KIOSK, "--printer", printer_url, "--fingers", str(self._port)),
                *("--outbox", str(self.outbox)),
            ],
        )
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> Hand:
        self._run()
        return await Hand.reach(KIOSK, self._port, timeout_s=PATIENCE_S)

    def _run(self) -> None:
        quiet = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, env={**os.environ, **quiet}
            )

    def cut_power(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker", persistence=False)
    yield started
    started.stop()


@pytest.fixture
def coordinator(broker: Broker, tmp_path: Path) -> Iterator[CoordinatorProcess]:
    made = CoordinatorProcess(broker, tmp_path / "hall.db")
    yield made
    made.cut_power()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[tuple[SimPrinter, str]]:
    device = SimPrinter()
    wire = PtyWire(device, link=tmp_path / "printer").plug()
    yield device, wire.url
    wire.unplug()


@pytest.fixture
def kiosk(
    broker: Broker, coordinator: CoordinatorProcess, printer: tuple[SimPrinter, str], tmp_path: Path
) -> Iterator[KioskProcess]:
    made = KioskProcess(broker, coordinator.hall_file, printer[1], tmp_path)
    yield made
    made.cut_power()


def test_paper_without_the_hall_outlives_a_kill_and_is_called_in_its_turn(
    broker: Broker,
    coordinator: CoordinatorProcess,
    kiosk: KioskProcess,
    printer: tuple[SimPrinter, str],
) -> None:
    asyncio.run(_day(broker, coordinator, kiosk, printer[0]))


async def _day(
    broker: Broker, coordinator: CoordinatorProcess, kiosk: KioskProcess, printer: SimPrinter
) -> None:
    coordinator.start()
    hand = await kiosk.start()
    assert await _take(hand) == "A001"
    await asyncio.to_thread(_wait_for_heartbeats, broker)

    broker.stop()
    coordinator.cut_power()
    await _see(hand, "home.alone")
    began_ms = now_ms()
    assert await _take(hand) == "A900"
    assert await _take(hand) == "A901"
    ended_ms = now_ms()
    marked = [slip for slip in printer.slips if any("offline" in line for line in slip.lines)]
    assert [_number(slip.lines) for slip in marked] == ["A900", "A901"]

    kiosk.cut_power()
    broker.start()
    coordinator.start()
    await hand.close()
    hand = await kiosk.start()
    await asyncio.to_thread(_wait_for_rows, coordinator, "ticket_issued", 3)
    assert await _take(hand) == "A002"
    await hand.close()

    issued = [json.loads(body) for body in coordinator.rows("ticket_issued")]
    alone = [row for row in issued if row["given_by"] == KIOSK]
    assert [row["number"] for row in alone] == ["A900", "A901"]
    assert began_ms <= alone[0]["issued_at_ms"] <= alone[1]["issued_at_ms"] <= ended_ms
    assert all(row["at_ms"] > ended_ms for row in alone)
    said = {row["number"]: row["outcome"] for row in _rows(coordinator, "paper_reported")}
    assert said == dict.fromkeys(["A001", "A900", "A901", "A002"], "printed")
    assert await asyncio.to_thread(_call_all, broker, 4) == ["A001", "A900", "A901", "A002"]


async def _take(hand: Hand) -> str:
    """Take a ticket by touch; return the number on the screen."""
    for name in WAY:
        await _see(hand, name)
        await hand.tap(name)
    await _see(hand, "identify.skip")
    await hand.tap("identify.skip")
    await _see(hand, "take_ticket.number")
    number = hand.seen["take_ticket.number"]
    await _see(hand, "take_ticket.done")
    await hand.tap("take_ticket.done")
    return number


async def _see(hand: Hand, name: str) -> None:
    await hand.until(lambda seen: name in seen, timeout_s=PATIENCE_S, what=name)


def _wait_for_heartbeats(broker: Broker) -> None:
    """Wait until the kiosk has heard a coordinator that lives, not just a retained word of it."""
    with Client(broker, "board-main", topics.HALL) as board:
        board.wait(lambda events: sum(isinstance(event, Received) for event in events) >= 3)


def _wait_for_rows(coordinator: CoordinatorProcess, kind: str, count: int) -> None:
    with Client(coordinator._broker, "observer", topics.EVENT) as observer:
        observer.wait(lambda _: len(coordinator.rows(kind)) >= count)


def _rows(coordinator: CoordinatorProcess, kind: str) -> list[Any]:
    return [json.loads(body) for body in coordinator.rows(kind)]


def _number(lines: list[str]) -> str:
    return next(line for line in lines if line[:1] == "A" and line[1:].isdigit())


def _call_all(broker: Broker, count: int) -> list[str]:
    """Call and serve as many at the first window; return their numbers."""
    numbers = []
    with Client(broker, "panel-1") as panel:
        panel.ask(SignIn(**timing(), window_id=WINDOW, clerk_id=ClerkId(HALL.clerk[0].id)))
        for _ in range(count):
            called = panel.ask(CallNext(**timing(), window_id=WINDOW))
            assert isinstance(called, Done)
            assert called.ticket is not None
            numbers.append(str(called.ticket.number))
            for step in (StartService, FinishService):
                ticket_id = TicketId(called.ticket.ticket_id)
                panel.ask(step(**timing(), window_id=WINDOW, ticket_id=ticket_id))
    return numbers
