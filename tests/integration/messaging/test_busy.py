"""A connection that publishes much, against a real broker: all of it comes, in order, once."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import COORDINATOR_DEVICE, DeviceId, WindowId
from contract.messages.base import PAYLOAD_BYTES_MAX, decode
from contract.messages.devices import DeviceStatus
from messaging import BrokerAddress, Connection, Incoming, LinkState, busy_client
from messaging.clock import now_ms
from tests.helpers.accounts import credentials
from tests.helpers.halls import shipped_hall
from tests.helpers.patience import PATIENCE_S

HALL = shipped_hall("street")
HALL_ID = HALL.hall.id
PANEL = DeviceId("panel-1")
COUNT = 3000


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = start_broker(HALL, tmp_path / "broker")
    yield broker
    broker.stop()


class End:
    """One end of the line, whose link and messages can be waited for."""

    def __init__(self, broker: Broker, device_id: DeviceId, **options: Any) -> None:
        self.came: list[Incoming] = []
        self.links: list[LinkState] = []
        self.connection = Connection(
            BrokerAddress.parse(broker.url),
            hall_id=HALL_ID,
            device_id=device_id,
            program="test",
            version="0",
            credentials=credentials(broker, device_id),
            on_link=lambda change: self.links.append(change.state),
            **options,
        )

    async def __aenter__(self) -> "End":
        self._running = asyncio.create_task(self.connection.run())
        await self.until(lambda: self.connection.connected)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.connection.close()
        await self._running

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.01)

    def hears_online(self, *, since_ms: int) -> bool:
        """Tell whether a device whose status is listened for has said that it is online."""
        said: list[DeviceStatus] = [decode(each.payload, DeviceStatus) for each in self.came]
        return any(each.state == "online" and each.at_ms >= since_ms for each in said)


def test_thousands_of_messages_said_at_once_come_in_order(broker: Broker) -> None:
    async def act() -> list[bytes]:
        topic = topics.ANSWER.of(HALL_ID, device=PANEL)
        listener = End(broker, PANEL)
        listener.connection.subscribe(topic, listener.came.append)
        async with listener, End(broker, COORDINATOR_DEVICE, publishes_much=True) as speaker:
            for count in range(COUNT):
                speaker.connection.publish(topic, b"%d" % count, correlation=b"c")
            await listener.until(lambda: len(listener.came) == COUNT)
            assert {each.correlation for each in listener.came} == {b"c"}
            return [each.payload for each in listener.came]

    assert asyncio.run(act()) == [b"%d" % count for count in range(COUNT)]


def test_no_more_are_in_flight_than_are_allowed(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy_client, "IN_FLIGHT_MAX", 2)

    test_thousands_of_messages_said_at_once_come_in_order(broker)


def test_a_message_larger_than_a_read_comes_whole_and_is_retained(broker: Broker) -> None:
    async def act() -> bytes:
        topic = topics.panel(HALL_ID, WindowId("w1"))
        async with End(broker, COORDINATOR_DEVICE, publishes_much=True) as speaker:
            speaker.connection.publish(topic, b"x" * PAYLOAD_BYTES_MAX, retain=True)
            speaker.connection.flush()
            await speaker.until(lambda: speaker.connection.connected)
        listener = End(broker, PANEL, publishes_much=True)
        listener.connection.subscribe(topic, listener.came.append)
        async with listener:
            await listener.until(lambda: listener.came)
            return listener.came[0].payload

    assert asyncio.run(act()) == b"x" * PAYLOAD_BYTES_MAX


def test_what_was_said_last_leaves_before_the_goodbye(broker: Broker) -> None:
    async def act() -> tuple[bytes, DeviceStatus]:
        topic = topics.ANSWER.of(HALL_ID, device=PANEL)
        listener = End(broker, PANEL)
        listener.connection.subscribe(topic, listener.came.append)
        async with listener:
            async with End(broker, COORDINATOR_DEVICE, publishes_much=True) as speaker:
                speaker.connection.publish(topic, b"last words")
            await listener.until(lambda: listener.came)
        next_one = End(broker, COORDINATOR_DEVICE)
        next_one.connection.subscribe(speaker.connection.presence.topic, next_one.came.append)
        async with next_one:
            status: DeviceStatus = decode(next_one.came[0].payload, DeviceStatus)
            return listener.came[0].payload, status

    words, status = asyncio.run(act())

    assert words == b"last words"
    assert status.state == "offline"


def test_what_the_broker_does_not_allow_is_said_to_whoever_sent_it(broker: Broker) -> None:
    async def act() -> list[tuple[int, str]]:
        refused: list[tuple[int, str]] = []
        options: Any = {
            "publishes_much": True,
            "on_publish_refused": lambda mid, why: refused.append((mid, why)),
        }
        async with End(broker, PANEL, **options) as speaker:
            mid = speaker.connection.publish(topics.HALL.of(HALL_ID), b"{}")
            await speaker.until(lambda: refused)
            assert refused[0][0] == mid
            return refused

    [(_, why)] = asyncio.run(act())
    assert "Not authorized" in why


def test_a_broker_that_acknowledges_nothing_any_more_is_given_up(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy_client, "UNSETTLED_MAX", 5)

    async def act() -> list[LinkState]:
        async with End(broker, COORDINATOR_DEVICE, publishes_much=True) as speaker:
            speaker.links.clear()
            for _ in range(9):  # in one turn of the loop: no acknowledgement can come between
                speaker.connection.publish(topics.HALL.of(HALL_ID), b"{}")
            await speaker.until(lambda: LinkState.CONNECTED in speaker.links)
            return speaker.links

    assert asyncio.run(act())[0] is LinkState.LOST


def test_it_comes_back_after_the_broker_and_says_all_that_it_is_asked_to(broker: Broker) -> None:
    async def act() -> bytes:
        topic = topics.ANSWER.of(HALL_ID, device=PANEL)
        listener = End(broker, PANEL)
        listener.connection.subscribe(topic, listener.came.append)
        speaker = End(broker, COORDINATOR_DEVICE, publishes_much=True)
        speaker.connection.subscribe(listener.connection.presence.topic, speaker.came.append)
        async with listener, speaker:
            broker.stop()
            await speaker.until(lambda: not speaker.connection.connected)
            assert speaker.connection.publish(topic, b"lost") is None
            restarted_ms = now_ms()
            broker.start()
            await speaker.until(lambda: speaker.hears_online(since_ms=restarted_ms))
            speaker.connection.publish(topic, b"again")  # who is seen online hears
            await listener.until(lambda: listener.came)
            return listener.came[0].payload

    assert asyncio.run(act()) == b"again"
