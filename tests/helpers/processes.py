"""A hall's own programs as processes, and clients to talk to them: real broker, real wires."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, Self

from broker_config import Broker
from contract import topics
from contract.ids import COORDINATOR_DEVICE, DeviceId, EpochMs, GroupId, HallId
from contract.messages.commands import AnyCommand, IssueTicket
from messaging import Answered, BrokerAddress, Line, Subscription
from messaging.clock import new_command_id, now_ms
from tests.helpers.accounts import credentials
from tests.helpers.halls import shipped_hall, street_in_mid_day
from tests.helpers.patience import PATIENCE_S

HALL: Final = shipped_hall("street")
HALL_ID: Final = HALL.hall.id


class Client:
    """A device on a real line; remembers what it was told."""

    def __init__(
        self, broker: Broker, device: str, *family: topics.Topic, hall_id: HallId = HALL_ID
    ) -> None:
        self._news = threading.Condition()
        self.events: list[Any] = []
        self.line = Line(
            BrokerAddress.parse(broker.url),
            hall_id=hall_id,
            device_id=DeviceId(device),
            program="test",
            deliver=self._deliver,
            subscriptions=[Subscription(topic.of(hall_id), topic) for topic in family],
            credentials=credentials(broker, DeviceId(device)),
        )

    def __enter__(self) -> Self:
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
        "expires_at_ms": EpochMs(now + 600_000),
    }


def issue() -> IssueTicket:
    return IssueTicket(**timing(), group_id=GroupId("general"))


class Program:
    """One of hallcall's programs as a process, started as a technician would; its log is kept."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None, "never started"
        return self._process

    def start(self, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "hallcall", *arguments], stdout=log, stderr=log
            )

    def kill(self) -> None:
        """Kill it, if it was started."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def interrupt(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)


class CoordinatorProcess:
    """The program, started as a technician would."""

    def __init__(
        self,
        broker: Broker,
        database: Path,
        *,
        hall_file: Path | None = None,
        url: str = "",
        options: Sequence[str] = (),
        broker_url: str = "",
        log: Path | None = None,
    ) -> None:
        """`url` is of the database, if that is not the file `database`, beside which the log is."""
        self._options = options
        self._broker_url = broker_url or broker.url
        self._broker = broker
        self._url = url or f"sqlite:///{database}"
        self.hall_file = hall_file or street_in_mid_day(database.with_suffix(".toml"))
        self.database = database
        self.log = log or database.with_suffix(".log")
        self._program = Program(self.log)

    def start(self) -> None:
        password = self._broker.files.password_file(COORDINATOR_DEVICE)
        self._program.start(
            "coordinator", "--hall", str(self.hall_file), "--database", self._url,
            "--broker", self._broker_url, "--password-file", str(password), "--always-open",
            *self._options,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        return self._program.process.pid

    def says(self, words: str) -> bool:
        """Tell whether its log has these words."""
        return self.log.exists() and words in self.log.read_text()

    def cut_power(self) -> None:
        """Kill it, if it was started."""
        self._program.kill()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def interrupt(self, number: signal.Signals) -> int:
        """Ask it to end; return its exit code."""
        return self._program.interrupt(number)

    def wait(self) -> int:
        """Wait until it ends by itself; return its exit code."""
        return self._program.process.wait(PATIENCE_S)

    def rows(self, kind: str) -> list[str]:
        """Return the bodies of the journal's events of a kind."""
        with closing(sqlite3.connect(self.database)) as connection:
            query = "SELECT body FROM events WHERE kind = ? ORDER BY position"
            return [body for (body,) in connection.execute(query, (kind,))]
