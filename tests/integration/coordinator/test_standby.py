"""Several coordinators on one database server: a hall has one owner, and finds another."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.hall import parse_hall
from contract.ids import COORDINATOR_DEVICE, HallId
from contract.messages.devices import DeviceAlarm
from contract.messages.state import QueueState
from journal import JournalReader, verify
from messaging import Received
from tests.helpers.cable import Cable
from tests.helpers.halls import street_in_mid_day
from tests.helpers.patience import wait_until
from tests.helpers.postgres import Postgres
from tests.helpers.processes import HALL, Client, CoordinatorProcess, issue
from tests.helpers.street import KIOSK

Start = Callable[..., CoordinatorProcess]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker", persistence=False)
    yield started
    started.stop()


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
def start(broker: Broker, tmp_path: Path, url: str) -> Iterator[Start]:
    """Starts a process that stands by, and waits until it does."""
    started: list[CoordinatorProcess] = []

    def start(*options: str, database: str = url, broker_url: str = "") -> CoordinatorProcess:
        process = CoordinatorProcess(
            broker,
            tmp_path / f"{len(started)}.db",
            url=database,
            options=options or ["--standby"],
            broker_url=broker_url,
        )
        started.append(process)
        process.start()
        return process

    yield start
    for process in started:
        process.cut_power()


def ready(process: CoordinatorProcess) -> CoordinatorProcess:
    """Wait until it owns the hall."""
    wait_until(lambda: process.says("coordinator.ready"))
    return process


def standing_by(process: CoordinatorProcess) -> CoordinatorProcess:
    wait_until(lambda: process.says("coordinator.stands_by"))
    return process


def numbers(url: str) -> list[str]:
    with JournalReader.open(url) as reader:
        events = [row for day in reader.days() for row in reader.events_of_day(day)]
    return [row.command_id for row in events if row.kind == "ticket_issued"]


def test_another_goes_on_when_the_owner_is_killed_and_each_command_has_one_answer(
    start: Start, broker: Broker, url: str
) -> None:
    owner, other = ready(start()), standing_by(start())
    commands = [issue() for _ in range(40)]
    with Client(broker, KIOSK) as kiosk:
        for command in commands[:20]:
            kiosk.line.send(command)
        kiosk.wait(lambda _: len(kiosk.answers) >= 5)
        owner.cut_power()
        for command in commands[20:]:
            kiosk.line.send(command)
        kiosk.wait(lambda _: len(kiosk.answers) == len(commands))

        given = {kiosk.answers[command.command_id].ticket.number for command in commands}

    assert given == {f"A{n:03}" for n in range(1, 41)}
    assert sorted(numbers(url)) == sorted(command.command_id for command in commands)
    assert verify(url).faults == []
    assert other.says("was silent")


def test_an_owner_that_is_asked_to_end_hands_over_at_once(start: Start, broker: Broker) -> None:
    owner, other = ready(start()), standing_by(start())

    assert owner.interrupt(signal.SIGTERM) == 0

    ready(other)
    assert other.says("let it go: its process serves it no more")
    with Client(broker, KIOSK) as kiosk:
        assert kiosk.ask(issue()).ticket.number == "A001"


def test_an_owner_that_was_stopped_for_long_says_nothing_when_it_wakes_and_stands_by(
    start: Start, broker: Broker, url: str
) -> None:
    first, second = ready(start()), standing_by(start())
    with Client(broker, KIOSK) as kiosk:
        kiosk.ask(issue())
        wait_until(lambda: first.says("number=A001"))  # which it logs after the answer
        first.send(signal.SIGSTOP)
        sent_meanwhile = issue()
        assert kiosk.ask(sent_meanwhile).ticket.number == "A002"
        heard = first.log.read_text()
        first.send(signal.SIGCONT)
        wait_until(lambda: first.says("hall.lost") or first.log.read_text() != heard)
        assert kiosk.ask(issue()).ticket.number == "A003"
        with Client(broker, "observer", topics.QUEUE) as observer:
            observer.wait(lambda events: 3 in waiting(events))

        assert "hall.event" not in first.log.read_text().removeprefix(heard)
        second.cut_power()
        assert kiosk.ask(issue()).ticket.number == "A004"
        wait_until(lambda: "hall.event" in first.log.read_text().removeprefix(heard))
    assert verify(url).faults == []


def waiting(events: list[object]) -> list[int]:
    heard = [event.message for event in events if isinstance(event, Received)]
    return [state.waiting for state in heard if isinstance(state, QueueState)]


def test_the_technician_hears_that_nobody_stands_by(start: Start, broker: Broker) -> None:
    with Client(broker, "observer", topics.DEVICE_ALARM) as observer:
        ready(start())
        observer.wait(lambda events: alarms(events) == [True])
        start()
        observer.wait(lambda events: alarms(events) == [True, False])


def alarms(events: list[object]) -> list[bool]:
    heard = [event.message for event in events if isinstance(event, Received)]
    return [
        alarm.raised
        for alarm in heard
        if isinstance(alarm, DeviceAlarm) and alarm.code == "standby.missing"
    ]


def test_an_owner_that_is_cut_off_from_the_broker_lets_the_hall_go(
    start: Start, broker: Broker
) -> None:
    with Cable(broker.files.port) as cable, Client(broker, KIOSK) as kiosk:
        first = ready(start("--standby", broker_url=f"mqtt://127.0.0.1:{cable.port}"))
        second = standing_by(start())
        kiosk.ask(issue())

        cable.fall_silent()

        assert kiosk.ask(issue()).ticket.number == "A002"
        assert first.says("hall.let_go")
        assert second.says("does not reach") or second.says("let it go")
        cable.heal()
        assert kiosk.ask(issue()).ticket.number == "A003"


def test_an_owner_that_is_cut_off_from_the_database_stands_by_until_it_is_back(
    start: Start, broker: Broker, postgres: Postgres, url: str
) -> None:
    with Cable(postgres.port) as cable, Client(broker, KIOSK) as kiosk:
        through = url.replace(f":{postgres.port}/", f":{cable.port}/")
        first = ready(start("--standby", database=through))
        second = standing_by(start())
        kiosk.ask(issue())

        cable.fall_silent()

        ready(second)
        wait_until(lambda: first.says("hall.lost"))
        kiosk.ask(issue())
        cable.heal()
        second.cut_power()
        kiosk.ask(issue())
    assert first.log.read_text().count("hall.taken") >= 2
    assert len(numbers(url)) == 3
    assert verify(url).faults == []


def test_who_does_not_stand_by_refuses_a_hall_that_has_an_owner(
    start: Start, broker: Broker
) -> None:
    ready(start("--always-open"))
    second = start("--always-open")

    assert second.wait() == 1
    assert second.says("another coordinator owns the hall yuetan, at ")
    with Client(broker, KIOSK) as kiosk:
        assert kiosk.ask(issue()).ticket.number == "A001"


@pytest.fixture
def north(tmp_path: Path) -> Iterator[tuple[Path, Broker]]:
    """Another hall, with a broker of its own."""
    street = street_in_mid_day(tmp_path / "street.toml").read_text(encoding="utf-8")
    path = tmp_path / "north.toml"
    path.write_text(street.replace('id = "yuetan"', 'id = "north"', 1), encoding="utf-8")
    file = parse_hall(path.read_text(encoding="utf-8"), file=str(path))
    started = start_broker(file, tmp_path / "north", persistence=False)
    yield path, started
    started.stop()


def test_halls_spread_over_the_processes_and_move_when_one_dies(
    start: Start, broker: Broker, north: tuple[Path, Broker]
) -> None:
    path, of_north = north
    password = of_north.files.password_file(COORDINATOR_DEVICE)
    both = (
        "--standby", "--hall", str(path), "--broker", of_north.url, "--password-file", str(password)
    )  # fmt: skip
    one = start(*both)
    wait_until(lambda: taken(one) == {"yuetan", "north"})
    two = start(*both)
    wait_until(lambda: len(taken(two)) == 1)
    assert one.says("another process has fewer halls")
    with (
        Client(broker, KIOSK) as here,
        Client(of_north, KIOSK, hall_id=HallId("north")) as there,
    ):
        assert here.ask(issue()).ticket.number == "A001"
        assert there.ask(issue()).ticket.number == "A001"
        assert len(taken(two)) == 1

        one.cut_power()

        assert here.ask(issue()).ticket.number == "A002"
        assert there.ask(issue()).ticket.number == "A002"
    assert taken(two) == {"yuetan", "north"}


def taken(process: CoordinatorProcess) -> set[str]:
    """Return the halls it has ever taken."""
    lines = process.log.read_text().splitlines()
    return {
        hall
        for hall in ("yuetan", "north")
        if any("hall.taken" in line and f"hall_id={hall} " in line for line in lines)
    }
