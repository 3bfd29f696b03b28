"""The database server dies in mid-day: nobody is told what is not journaled, nothing is lost."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import Broker
from contract import topics
from contract.ids import DeviceId
from contract.messages.answers import Done
from contract.messages.devices import DeviceAlarm, DeviceStatus
from journal import EventRow, Journal, JournalReader, verify
from messaging import Received
from tests.helpers.peer import Peer
from tests.helpers.postgres import Postgres
from tests.helpers.processes import HALL_ID, Client, CoordinatorProcess, issue
from tests.helpers.street import KIOSK


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server of the test's own, to be killed."""
    with Postgres() as started:
        yield started


@pytest.fixture
def url(server: Postgres) -> str:
    return server.new_database()


@pytest.fixture
def coordinator(broker: Broker, tmp_path: Path, url: str) -> Iterator[CoordinatorProcess]:
    process = CoordinatorProcess(broker, tmp_path / "hall.db", url=url)
    process.start()
    yield process
    process.cut_power()


def numbers(url: str) -> list[str]:
    """Return the numbers that were given, as the journal has them."""
    with JournalReader.open(url) as reader:
        events = [row for day in reader.days() for row in reader.events_of_day(day)]
    return [json.loads(row.body)["number"] for row in events if row.kind == "ticket_issued"]


def alarms(events: list[object]) -> list[bool]:
    heard = [event.message for event in events if isinstance(event, Received)]
    return [
        alarm.raised
        for alarm in heard
        if isinstance(alarm, DeviceAlarm) and alarm.code == "journal.unavailable"
    ]


def test_a_hall_works_on_a_database_server(
    coordinator: CoordinatorProcess, broker: Broker, url: str
) -> None:
    with Client(broker, KIOSK) as kiosk:
        given = [kiosk.ask(issue()).ticket.number for _ in range(3)]
        coordinator.cut_power()
        coordinator.start()
        given.append(kiosk.ask(issue()).ticket.number)

    assert given == numbers(url) == ["A001", "A002", "A003", "A004"]
    assert verify(url).faults == []


def test_a_server_that_is_killed_and_comes_back_loses_and_doubles_nothing(
    coordinator: CoordinatorProcess, broker: Broker, server: Postgres, url: str
) -> None:
    with (
        Client(broker, KIOSK) as kiosk,
        Client(broker, "observer", topics.DEVICE_ALARM) as observer,
    ):
        kiosk.ask(issue())
        commands = [issue() for _ in range(20)]
        server.kill()
        for command in commands:
            kiosk.line.send(command)
        observer.wait(lambda events: alarms(events) == [True])
        assert len(kiosk.answers) == 1
        server.start()
        kiosk.wait(lambda _: len(kiosk.answers) == 1 + len(commands))
        observer.wait(lambda events: alarms(events) == [True, False])

    answers = [kiosk.answers[command.command_id] for command in commands]
    assert all(isinstance(answer, Done) for answer in answers)
    assert sorted(numbers(url)) == [f"A{n:03}" for n in range(1, 22)]
    assert sorted(answer.ticket.number for answer in answers) == numbers(url)[1:]
    assert verify(url).faults == []
    assert "Traceback" not in coordinator.log.read_text()


def test_a_server_that_answers_nothing_keeps_nobody_waiting_and_loses_nothing(
    coordinator: CoordinatorProcess, broker: Broker, server: Postgres, url: str
) -> None:
    """Its lines stay open, so no error tells of it: the coordinator must judge by the time."""
    answered = topics.ANSWER.of(HALL_ID, device=DeviceId(KIOSK))
    with (
        Client(broker, KIOSK) as kiosk,
        Peer(broker.files, KIOSK) as beside,
        Client(broker, "observer", topics.DEVICE_ALARM, topics.DEVICE_STATUS) as observer,
    ):
        kiosk.ask(issue())
        beside.subscribe(answered)
        commands = [issue() for _ in range(20)]
        with server.stopped():
            for command in commands:
                kiosk.line.send(command)
            beside.await_messages(2 * len(commands))  # they repeat, and are sent away again
            observer.wait(lambda events: alarms(events) == [True])
        kiosk.wait(lambda _: len(kiosk.answers) == 1 + len(commands))
        observer.wait(lambda events: alarms(events) == [True, False])
        seen = [e.message for e in observer.events if isinstance(e, Received)]

    told = [json.loads(payload) for topic, payload in beside.received if topic == answered]
    assert {answer["result"] for answer in told[: 2 * len(commands)]} == {"try_again"}
    states = [m.state for m in seen if isinstance(m, DeviceStatus) and m.program == "coordinator"]
    assert states[-1] == "online"
    assert "offline" not in states  # its line to the broker never broke
    answers = [kiosk.answers[command.command_id] for command in commands]
    assert all(isinstance(answer, Done) for answer in answers)
    assert sorted(answer.ticket.number for answer in answers) == numbers(url)[1:]
    assert sorted(numbers(url)) == [f"A{n:03}" for n in range(1, 22)]
    assert verify(url).faults == []
    assert "Traceback" not in coordinator.log.read_text()


def test_whoever_is_not_owner_any_more_is_fenced_by_the_position(
    coordinator: CoordinatorProcess, broker: Broker, url: str
) -> None:
    """A second writer, as one that another network took for dead."""
    with Client(broker, KIOSK) as kiosk:
        kiosk.ask(issue())
        other = Journal.open(url, HALL_ID)
        position = other.last_position() + 1
        other.append([EventRow(position, 0, "2026-11-22", "x", "other", "", "{}")])
        other.close()
        kiosk.line.send(issue())

        assert coordinator.wait() == 1
        assert len(kiosk.answers) == 1
    assert "another coordinator writes" in coordinator.log.read_text()


def test_a_coordinator_that_is_told_to_end_ends_though_the_server_answers_nothing(
    coordinator: CoordinatorProcess, broker: Broker, server: Postgres, url: str
) -> None:
    with Client(broker, KIOSK) as kiosk:
        kiosk.ask(issue())
        with server.stopped():
            kiosk.line.send(issue())
            assert coordinator.interrupt(signal.SIGTERM) == 0
