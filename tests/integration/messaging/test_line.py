"""The line against a real broker: it finds it, loses it, finds it again, and is not fooled."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import COORDINATOR_DEVICE, CommandId, DeviceId, EpochMs, WindowId
from contract.messages.answers import Done
from contract.messages.base import decode, encode
from contract.messages.commands import AnyCommand, CallNext
from contract.messages.devices import DeviceStatus
from contract.messages.state import HallState
from messaging import (
    Answered,
    BrokerAddress,
    Connection,
    Credentials,
    Incoming,
    Line,
    LinkChanged,
    LinkState,
    NotAnswered,
    Received,
    Subscription,
)
from messaging.clock import new_command_id, now_ms
from tests.helpers.accounts import credentials
from tests.helpers.halls import shipped_hall
from tests.helpers.patience import PATIENCE_S, wait_until

HALL = shipped_hall("street")
HALL_ID = HALL.hall.id
PANEL = DeviceId("panel-1")


class Heard:
    """Collects what a line delivers, on whatever thread."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self.events: list[Any] = []

    def __call__(self, event: Any) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait_for(self, wanted: Callable[[Any], bool]) -> Any:
        def first() -> Any:
            return next((event for event in self.events if wanted(event)), None)

        with self._news:
            assert self._news.wait_for(lambda: first() is not None, PATIENCE_S), self.events
            return first()

    def wait_for_link(self, state: LinkState) -> Any:
        return self.wait_for(lambda e: isinstance(e, LinkChanged) and e.state is state)


class FakeCoordinator:
    """Answers commands as `answer` says, over a real connection on a thread of its own."""

    def __init__(self, broker: Broker, answer: Callable[[AnyCommand], Any]) -> None:
        self.commands: list[AnyCommand] = []
        self._answer = answer
        self._loop = asyncio.new_event_loop()
        self._connection = connection(broker, COORDINATOR_DEVICE)
        self._connection.subscribe(topics.COMMAND.of(HALL_ID), self._command_came)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "FakeCoordinator":
        self._thread.start()
        wait_until(lambda: self._connection.connected)
        return self

    def __exit__(self, *exc: object) -> None:
        asyncio.run_coroutine_threadsafe(self._connection.close(), self._loop).result(PATIENCE_S)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def publish(self, topic: str, message: Any) -> None:
        self._loop.call_soon_threadsafe(
            lambda: self._connection.publish(topic, message, retain=True)
        )

    def _run(self) -> None:
        self._loop.run_until_complete(self._connection.run())

    def _command_came(self, incoming: Incoming) -> None:
        command: AnyCommand = decode(incoming.payload, AnyCommand)
        self.commands.append(command)
        answer = self._answer(command)
        if answer is not None and incoming.response_topic is not None:
            self._connection.publish(
                incoming.response_topic, answer, correlation=incoming.correlation
            )


def connection(
    broker: Broker, device_id: DeviceId, on_link: Callable[[LinkChanged], object] = lambda _: None
) -> Connection:
    return Connection(
        BrokerAddress.parse(broker.url),
        hall_id=HALL_ID,
        device_id=device_id,
        program="test",
        version="0",
        credentials=credentials(broker, device_id),
        on_link=on_link,
    )


def call_next(expires_in_ms: int = 20_000) -> CallNext:
    return CallNext(
        command_id=new_command_id(),
        sent_at_ms=now_ms(),
        expires_at_ms=EpochMs(now_ms() + expires_in_ms),
        window_id=WindowId("w1"),
    )


def done(command: AnyCommand) -> Done:
    return Done(command_id=command.command_id, answered_at_ms=now_ms())


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    running = start_broker(HALL, tmp_path, persistence=False)
    yield running
    running.stop()


@pytest.fixture
def lines(broker: Broker) -> Iterator[Callable[..., tuple[Line, Heard]]]:
    with ExitStack() as closing:

        def make(
            device_id: DeviceId = PANEL, password: str | None = None, **options: Any
        ) -> tuple[Line, Heard]:
            heard = Heard()
            known = credentials(broker, device_id)
            line = Line(
                BrokerAddress.parse(broker.url),
                hall_id=HALL_ID,
                device_id=device_id,
                credentials=known if password is None else Credentials(device_id, password),
                program="test",
                deliver=heard,
                **options,
            )
            closing.callback(line.close)
            line.start()
            return line, heard

        yield make


def test_a_command_is_answered(broker: Broker, lines: Any) -> None:
    with FakeCoordinator(broker, done):
        line, heard = lines()
        command = call_next()

        line.send(command)

        answered = heard.wait_for(lambda e: isinstance(e, Answered))
        assert answered.command == command
        assert answered.answer.command_id == command.command_id


def test_a_lost_answer_is_asked_for_again_with_the_same_id(broker: Broker, lines: Any) -> None:
    heard_once: list[CommandId] = []

    def lose_the_first(command: AnyCommand) -> Done | None:
        heard_once.append(command.command_id)
        return done(command) if len(heard_once) > 1 else None

    with FakeCoordinator(broker, lose_the_first):
        line, heard = lines()

        line.send(call_next())

        heard.wait_for(lambda e: isinstance(e, Answered))
        assert len(set(heard_once)) == 1


def test_a_clock_set_back_keeps_no_command_from_being_asked_again(
    broker: Broker, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[CommandId] = []
    an_hour_ago = time.time_ns() - 3_600 * 10**9

    def set_the_clock_back(command: AnyCommand) -> Done | None:
        asked.append(command.command_id)
        monkeypatch.setattr(time, "time_ns", lambda: an_hour_ago)
        return done(command) if len(asked) > 1 else None

    with FakeCoordinator(broker, set_the_clock_back):
        line, heard = lines()

        line.send(call_next())

        heard.wait_for(lambda e: isinstance(e, Answered))


def test_a_command_that_nobody_answers_is_given_up(lines: Any) -> None:
    line, heard = lines()
    command = call_next(expires_in_ms=200)

    line.send(command)

    assert heard.wait_for(lambda e: isinstance(e, NotAnswered)).command == command


def test_a_broker_that_restarts_is_found_again_and_the_command_still_answered(
    broker: Broker, lines: Any
) -> None:
    line, heard = lines()
    heard.wait_for_link(LinkState.CONNECTED)
    broker.stop()
    heard.wait_for_link(LinkState.LOST)

    line.send(call_next())
    broker.start()

    with FakeCoordinator(broker, done):
        heard.wait_for(lambda e: isinstance(e, Answered))


def test_retained_state_comes_decoded_with_the_ids_of_its_topic(broker: Broker, lines: Any) -> None:
    state = HallState(
        at_ms=now_ms(), day="2026-11-22", stale_after_s=15, open=True, hall_file_digest="abc"
    )
    with FakeCoordinator(broker, done) as coordinator:
        coordinator.publish(topics.HALL.of(HALL_ID), state)
        wanted = [Subscription(topics.HALL.of(HALL_ID), topics.HALL)]

        _, heard = lines(subscriptions=wanted)

        received = heard.wait_for(lambda e: isinstance(e, Received))
        assert received == Received(topics.HALL, {"hall": HALL_ID}, state)


def test_a_malformed_message_costs_nothing_but_itself(broker: Broker, lines: Any) -> None:
    good = HallState(at_ms=now_ms(), day="x", stale_after_s=15, open=True, hall_file_digest="abc")
    with FakeCoordinator(broker, done) as coordinator:
        wanted = [Subscription(topics.HALL.of(HALL_ID), topics.HALL)]
        _, heard = lines(subscriptions=wanted)
        heard.wait_for_link(LinkState.CONNECTED)

        for payload in (b"", b"\xff\xfe", b"[" * 50_000, b'{"at_ms": "soon"}', encode(good)):
            coordinator.publish(topics.HALL.of(HALL_ID), payload)

        assert heard.wait_for(lambda e: isinstance(e, Received)).message == good


def test_a_wrong_password_is_said_as_such(lines: Any) -> None:
    _, heard = lines(password="guessed")

    assert PANEL in heard.wait_for_link(LinkState.REFUSED).detail


def test_a_line_that_waits_to_try_again_can_be_closed(lines: Any) -> None:
    line, heard = lines(password="guessed")
    heard.wait_for_link(LinkState.REFUSED)

    line.close()

    assert f"line-{PANEL}" not in [thread.name for thread in threading.enumerate()]


def test_a_second_device_with_our_id_is_told_so_and_the_first_works_on(
    broker: Broker, lines: Any
) -> None:
    line, first = lines()
    first.wait_for_link(LinkState.CONNECTED)

    _, second = lines()

    assert PANEL in second.wait_for_link(LinkState.TAKEN_OVER).detail
    with FakeCoordinator(broker, done):
        line.send(call_next())
        first.wait_for(lambda e: isinstance(e, Answered))
    assert not any(e.state is LinkState.LOST for e in first.events if isinstance(e, LinkChanged))


def test_the_second_device_comes_up_when_the_first_has_gone(lines: Any) -> None:
    line, first = lines()
    first.wait_for_link(LinkState.CONNECTED)
    _, second = lines()
    second.wait_for_link(LinkState.TAKEN_OVER)

    line.close()

    second.wait_for_link(LinkState.CONNECTED)


def test_a_status_that_a_dead_broker_kept_does_not_lock_the_device_out(
    broker: Broker, lines: Any
) -> None:
    left_behind = DeviceStatus(
        device_id=PANEL, state="online", at_ms=now_ms(), program="x", version="0", instance="0"
    )
    with FakeCoordinator(broker, done) as coordinator:
        coordinator.publish(topics.DEVICE_STATUS.of(HALL_ID, device=PANEL), left_behind)

        _, heard = lines()

        heard.wait_for_link(LinkState.CONNECTED)
        assert not any(getattr(e, "state", None) is LinkState.TAKEN_OVER for e in heard.events)


def test_a_command_the_broker_forbids_is_refused_not_repeated(broker: Broker, lines: Any) -> None:
    line, heard = lines(DeviceId("k1"))

    line.send(call_next())

    answer = heard.wait_for(lambda e: isinstance(e, Answered)).answer
    assert answer.code == "not_authorized"


def test_the_socket_does_not_wait_for_delayed_acknowledgements(broker: Broker) -> None:
    async def live() -> int:
        up = asyncio.Event()

        def note(change: LinkChanged) -> None:
            if change.state is LinkState.CONNECTED:
                up.set()

        here = connection(broker, PANEL, note)
        running = asyncio.create_task(here.run())
        async with asyncio.timeout(PATIENCE_S):
            await up.wait()
        client = here._client
        assert client is not None
        sock: Any = client.socket()
        option: int = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        await here.close()
        await running
        return option

    assert asyncio.run(live()) == 1
