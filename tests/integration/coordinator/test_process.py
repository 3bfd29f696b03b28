"""The coordinator as a process of its own, under a real broker, with the power cut on purpose."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import ClerkId, WindowId
from contract.messages import state
from contract.messages.answers import Done
from contract.messages.commands import CallNext, ReportPaper, SignIn
from messaging import Received
from tests.helpers.processes import HALL, Client, CoordinatorProcess, issue, timing

BURST, LATECOMERS, POWER_CUTS = 300, 30, 2


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path_factory.mktemp("broker"))
    yield started
    started.stop()


@pytest.fixture
def program(broker: Broker, tmp_path: Path) -> Iterator[CoordinatorProcess]:
    made = CoordinatorProcess(broker, tmp_path / "hall.db")
    yield made
    made.cut_power()


def test_a_burst_cut_by_power_failures_gives_every_number_once(
    broker: Broker, program: CoordinatorProcess
) -> None:
    with Client(broker, "k1") as kiosk:
        program.start()
        send(kiosk, BURST - POWER_CUTS * LATECOMERS)
        for _ in range(POWER_CUTS):
            enough = len(kiosk.answers) + 20
            kiosk.wait(lambda _, enough=enough: len(kiosk.answers) >= enough)  # type: ignore[misc]
            os.kill(program.pid, signal.SIGSTOP)  # however slow we are: these stay unanswered
            send(kiosk, LATECOMERS)
            program.cut_power()
            program.start()
        kiosk.wait(lambda _: len(kiosk.answers) == BURST)

        assert program.interrupt(signal.SIGTERM) == 0

    numbers = [answer.ticket.number for answer in kiosk.answers.values()]
    assert all(isinstance(answer, Done) for answer in kiosk.answers.values())
    assert Counter(numbers) == Counter(f"A{n:03}" for n in range(1, BURST + 1))
    assert len(program.rows("ticket_issued")) == BURST


def send(kiosk: Client, count: int) -> None:
    """Ask for tickets, and wait for none."""
    for _ in range(count):
        kiosk.line.send(issue())


def test_a_restart_tells_the_same_state_and_calls_go_on_counting(
    broker: Broker, program: CoordinatorProcess
) -> None:
    window, clerk = WindowId("w1"), ClerkId(HALL.clerk[0].id)
    with Client(broker, "k1") as kiosk, Client(broker, "panel-1", topics.HALL) as panel:
        program.start()
        for ticket in (kiosk.ask(issue()).ticket, kiosk.ask(issue()).ticket):
            kiosk.ask(ReportPaper(**timing(), ticket_id=ticket.ticket_id, outcome="printed"))
        panel.ask(SignIn(**timing(), window_id=window, clerk_id=clerk))
        called = panel.ask(CallNext(**timing(), window_id=window))
        program.cut_power()
        program.start()
        busy = panel.ask(CallNext(**timing(), window_id=window))

        assert called.ticket.number == "A001"
        assert (busy.code, busy.facts["number"]) == ("window_busy", "A001")

        with Client(broker, "board-main", topics.BOARD, topics.HALL) as board:
            board.wait(lambda events: any(_is_board_of_main(event) for event in events))
            [first, *_] = [e.message for e in board.events if _is_board_of_main(e)]
            assert [(call.seq, call.number, call.active) for call in first.calls] == [
                (1, "A001", True)
            ]
            board.wait(lambda events: any(_is(event, state.HallState) for event in events))


def test_a_second_coordinator_on_the_same_database_is_refused_with_a_clear_message(
    broker: Broker, program: CoordinatorProcess
) -> None:
    with Client(broker, "k1") as kiosk:
        program.start()
        kiosk.ask(issue())
        log = program.database.with_name("second.log")
        second = CoordinatorProcess(broker, program.database, log=log)
        second.start()

        assert second.wait() == 1
        assert "another coordinator is running" in second.log.read_text()
        assert "Traceback" not in second.log.read_text()
        assert isinstance(kiosk.ask(issue()), Done)


def test_it_waits_for_its_broker_and_publishes_everything_when_that_comes_back(
    tmp_path: Path, program: CoordinatorProcess
) -> None:
    broker = start_broker(HALL, tmp_path / "own", persistence=False)
    own = CoordinatorProcess(broker, tmp_path / "own.db")
    broker.stop()
    own.start()
    try:
        for _ in range(2):  # the second broker knows nothing of what the first was told
            broker.start()
            with Client(broker, "k1", topics.QUEUE, topics.HALL) as kiosk:
                kiosk.wait(lambda events: _groups(events) == {group.id for group in HALL.group})
                assert isinstance(kiosk.ask(issue()), Done)
            broker.stop()
        assert own.interrupt(signal.SIGTERM) == 0
    finally:
        own.cut_power()
        broker.stop()


def _is(event: Any, kind: type) -> bool:
    return isinstance(event, Received) and isinstance(event.message, kind)


def _is_board_of_main(event: Any) -> bool:
    return _is(event, state.BoardState) and bool(event.message.zone_id == "main")


def _groups(events: list[Any]) -> set[str]:
    return {event.message.group_id for event in events if _is(event, state.QueueState)}


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_it_says_when_it_is_ready_and_ends_cleanly_on_interrupt(
    broker: Broker, program: CoordinatorProcess
) -> None:
    with Client(broker, "k1") as kiosk:
        program.start()
        kiosk.ask(issue())

        assert program.interrupt(signal.SIGINT) == 0

    log = program.log.read_text()
    assert "coordinator.ready" in log
    assert "coordinator.stopped" in log
    assert "Traceback" not in log
