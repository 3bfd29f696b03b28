"""What devices say of themselves becomes what the alarms look at."""

import json
from typing import Any

from structlog.testing import capture_logs

from contract.ids import DeviceId
from coordinator.adapters.device_ear import DeviceEar
from coordinator.domain.alarms.readings import Device
from messaging import Incoming

STATUS = {"device_id": "k9", "state": "degraded", "at_ms": 1, "program": "kiosk", "version": "1"}


def heard(payload: bytes, device: str = "k1") -> list[tuple[DeviceId, Device]]:
    found: list[tuple[DeviceId, Device]] = []
    ear = DeviceEar(lambda device_id, device: found.append((device_id, device)))
    ear.receive(Incoming(topic=f"hallcall/v1/small/device/{device}/status", payload=payload))
    return found


def status(**fields: Any) -> bytes:
    return json.dumps({**STATUS, **fields}).encode()


def test_the_topic_says_which_device_it_is() -> None:
    assert heard(status(faults=["printer.cover_open"])) == [
        (DeviceId("k1"), Device(online=True, faults=("printer.cover_open",)))
    ]


def test_a_last_will_is_a_device_that_is_away() -> None:
    assert heard(status(state="offline")) == [(DeviceId("k1"), Device(online=False))]


def test_nonsense_is_logged_and_changes_nothing() -> None:
    with capture_logs() as logs:
        assert heard(b"{") == []
    assert [line["event"] for line in logs] == ["status.malformed"]
