"""The coordinator as a process of its own, under a real broker, with the power cut on purpose."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import COORDINATOR_DEVICE, ClerkId, DeviceId, EpochMs, GroupId, WindowId
from contract.messages import state
from contract.messages.commands import AnyCommand, CallNext, Done, IssueTicket, ReportPaper, SignIn
from messaging import Answered, BrokerAddress, Credentials, Line, Received, Subscription
from messaging.clock import new_command_id, now_ms
from tests.helpers.halls import HALLS, shipped_hall

HALL = shipped_hall("street")
HALL_ID = HALL.hall.id
PATIENCE_S = 30.0
BURST, POWER_CUTS = 500, 2


class Client:
    """A device on a real line; remembers what it was told."""

    def __init__(self, broker: Broker, device: str, *family: topics.Topic) -> None:
        self._news = threading.Condition()
        self.events: list[Any] = []
        device_id = DeviceId(device)
        password = broker.files.password_file(device_id).read_text().strip()
        self.line = Line(
            BrokerAddress.parse(broker.url),
            hall_id=HALL_ID,
            device_id=device_id,
            program="test",
            deliver=self._deliver,
            subscriptions=[Subscription(topic.of(HALL_ID), topic) for topic in family],
            credentials=Credentials(device, password),
        )

    def __enter__(self) -> "Client":
        self.line.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def _deliver(self, event: Any) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait(self, condition: Callable[[list[Any]], bool]) -> None:
        with self._news:
            assert self._news.wait_for(lambda: condition(self.events), PATIENCE_S), self.events[-5:]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by command id."""
        with self._news:
            return {e.command.command_id: e.answer for e in self.events if isinstance(e, Answered)}

    def ask(self, command: AnyCommand) -> Any:
        """Send a command and wait for its answer."""
        self.line.send(command)
        self.wait(lambda _: command.command_id in self.answers)
        return self.answers[command.command_id]


def timing() -> dict[str, Any]:
    now = now_ms()
    return {
        "command_id": new_command_id(),
        "sent_at_ms": now,
        "expires_at_ms": EpochMs(now + 60_000),
    }


def issue() -> IssueTicket:
    return IssueTicket(**timing(), group_id=GroupId("general"))


class CoordinatorProcess:
    """The program, started as a technician would."""

    def __init__(self, broker: Broker, database: Path) -> None:
        self._broker = broker
        self.database = database
        self.log = database.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        password = self._broker.files.password_file(COORDINATOR_DEVICE)
        command = [
            sys.executable, "-m", "hallcall", "coordinator",
            "--hall", str(HALLS / "street.toml"), "--database", f"sqlite:///{self.database}",
            "--broker", self._broker.url, "--password-file", str(password), "--always-open",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)

    def cut_power(self) -> None:
        """Kill it, if it was started."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def interrupt(self, number: signal.Signals) -> int:
        """Ask it to end; return its exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(PATIENCE_S)

    def wait(self) -> int:
        """Wait until it ends by itself; return its exit code."""
        assert self._process is not None
        return self._process.wait(PATIENCE_S)

    def rows(self, kind: str) -> list[str]:
        """Return the bodies of the journal's events of a kind."""
        with closing(sqlite3.connect(self.database)) as connection:
            query = "SELECT body FROM events WHERE kind = ? ORDER BY position"
            return [body for (body,) in connection.execute(query, (kind,))]


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
    commands = [issue() for _ in range(BURST)]
    with Client(broker, "k1") as kiosk:
        program.start()
        for command in commands:
            kiosk.line.send(command)
        for _ in range(POWER_CUTS):
            enough = len(kiosk.answers) + 20
            kiosk.wait(lambda _, enough=enough: len(kiosk.answers) >= enough)  # type: ignore[misc]
            program.cut_power()
            assert len(kiosk.answers) < BURST, "the cut came too late to show anything"
            program.start()
        kiosk.wait(lambda _: len(kiosk.answers) == BURST)

        assert program.interrupt(signal.SIGTERM) == 0

    numbers = [answer.ticket.number for answer in kiosk.answers.values()]
    assert all(isinstance(answer, Done) for answer in kiosk.answers.values())
    assert Counter(numbers) == Counter(f"A{n:03}" for n in range(1, BURST + 1))
    assert len(program.rows("ticket_issued")) == BURST


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
            board.wait(lambda events: any(_is(event, state.BoardState) for event in events))
            boards = [e.message for e in board.events if _is(e, state.BoardState)]
            assert [(call.seq, call.number, call.active) for call in boards[-1].calls] == [
                (1, "A001", True)
            ]
            board.wait(lambda events: any(_is(event, state.HallState) for event in events))


def test_a_second_coordinator_on_the_same_database_is_refused_with_a_clear_message(
    broker: Broker, program: CoordinatorProcess
) -> None:
    with Client(broker, "k1") as kiosk:
        program.start()
        kiosk.ask(issue())
        second = CoordinatorProcess(broker, program.database)
        second.log = program.database.with_name("second.log")
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
