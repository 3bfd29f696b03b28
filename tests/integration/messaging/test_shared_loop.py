"""Many lines on one thread, at a real broker: each is a device of its own; they end together."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from paho.mqtt.client import Client as MqttClient

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import DeviceId
from contract.messages.devices import DeviceStatus
from messaging import BrokerAddress, Fault, Line, LinkChanged, LinkState, Received
from messaging.shared_loop import SharedLoop
from tests.helpers.accounts import credentials
from tests.helpers.patience import wait_until
from tests.helpers.processes import HALL, HALL_ID, Client

DEVICES = [display.id for display in HALL.display]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker", persistence=False)
    yield started
    started.stop()


def states(client: Client) -> dict[str, DeviceStatus]:
    said = [event.message for event in client.events if isinstance(event, Received)]
    return {each.device_id: each for each in said if isinstance(each, DeviceStatus)}


def test_each_line_is_a_device_of_its_own_and_all_say_goodbye(broker: Broker) -> None:
    shared = SharedLoop("lines")
    links: list[tuple[DeviceId, LinkState]] = []

    def line(device_id: DeviceId) -> Line:
        def deliver(event: object) -> None:
            if isinstance(event, LinkChanged):
                links.append((device_id, event.state))

        return Line(
            BrokerAddress.parse(broker.url), hall_id=HALL_ID, device_id=device_id, program="test",
            deliver=deliver, credentials=credentials(broker, device_id), asks=False,
            loop=shared.loop,
        )  # fmt: skip

    with Client(broker, "observer", topics.DEVICE_STATUS) as observer:
        before = threading.active_count()
        lines = {device_id: line(device_id) for device_id in DEVICES}
        shared.start()
        for each in lines.values():
            each.start()
        wait_until(lambda: set(DEVICES) <= set(states(observer)), "every device online")
        assert threading.active_count() == before + 1

        lines[DEVICES[0]].report_faults({"bar.down": Fault("gone", "look")})
        wait_until(lambda: states(observer)[DEVICES[0]].faults == ("bar.down",), "a fault")
        assert states(observer)[DEVICES[1]].faults == ()

        lines[DEVICES[1]].close()
        wait_until(lambda: states(observer)[DEVICES[1]].state == "offline", "one goodbye")
        shared.close(line for name, line in lines.items() if name != DEVICES[1])
        wait_until(lambda: all(states(observer)[d].state == "offline" for d in DEVICES), "goodbyes")
    assert shared.loop.is_closed()


def test_a_broker_out_of_reach_does_not_make_the_end_long(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def connect(client: MqttClient, host: str, *_: object, **__: object) -> None:
        tried.append(host)
        time.sleep(0.05)  # as a connection to an address that swallows packets, on the whole loop
        raise TimeoutError

    monkeypatch.setattr(MqttClient, "connect", connect)
    shared = SharedLoop("lines")
    lines = [
        Line(
            BrokerAddress.parse("mqtt://127.0.0.1:1"), hall_id=HALL_ID, device_id=DeviceId(f"d{n}"),
            program="test", deliver=lambda _: None, asks=False, loop=shared.loop,
        )
        for n in range(40)
    ]  # fmt: skip
    shared.start()
    for line in lines:
        line.start()
    wait_until(lambda: len(tried) > 10, "attempts")

    shared.close(lines)

    assert shared.loop.is_closed()  # and so nobody tries any more


def test_a_loop_that_never_ran_is_closed_all_the_same() -> None:
    shared = SharedLoop("lines")
    line = Line(
        BrokerAddress.parse("mqtt://127.0.0.1:1"), hall_id=HALL_ID, device_id=DEVICES[0],
        program="test", deliver=lambda _: None, loop=shared.loop,
    )  # fmt: skip
    line.close()
    shared.close()
    assert shared.loop.is_closed()
