"""Somebody else's MQTT client: plain paho, so that the broker is tested without our messaging."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from broker_config import BrokerFiles
from contract.ids import DeviceId
from tests.helpers.patience import PATIENCE_S


class Peer:
    """A client of the broker that runs by `files`, under the account `device`."""

    def __init__(
        self,
        files: BrokerFiles,
        device: str,
        *,
        password: str | None = None,
        will: tuple[str, str] | None = None,
        client_id: str = "",
    ) -> None:
        """`client_id` is wanted where two are connected under one account."""
        self.received: list[tuple[str, str]] = []
        self.connect_code: ReasonCode | None = None
        self.disconnect_code: ReasonCode | None = None
        self._port = files.port
        self._done: dict[int, ReasonCode] = {}
        self._changed = threading.Condition()
        self._client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id or device,
            protocol=MQTTProtocolVersion.MQTTv5,
        )
        if password is None:
            password = files.password_file(DeviceId(device)).read_text().strip()
        self._client.username_pw_set(device, password)
        if will is not None:
            self._client.will_set(*will, qos=1, retain=True)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_publish = self._on_publish
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = self._on_message

    def __enter__(self) -> Self:
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        self._await(lambda: self.connect_code is not None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def drop(self) -> None:
        """Lose the line without a goodbye, as a power cut does."""
        self._client.loop_stop()
        socket = self._client.socket()
        assert socket is not None
        socket.close()

    def publish(
        self,
        topic: str,
        payload: str | bytes,
        *,
        retain: bool = False,
        expires_s: int | None = None,
    ) -> int:
        """Publish with QoS 1 and return the reason code of the PUBACK."""
        said = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        if expires_s is not None:
            said.MessageExpiryInterval = expires_s
        mid = self._client.publish(topic, payload, qos=1, retain=retain, properties=said).mid
        self._await(lambda: mid in self._done)
        return int(self._done[mid].value)

    def publish_and_be_cut_off(self, topic: str, payload: bytes) -> str:
        """Publish what the broker does not accept; return the reason it hangs up with."""
        self._client.publish(topic, payload, qos=1)
        self._await(lambda: self.disconnect_code is not None)
        return str(self.disconnect_code)

    def subscribe(self, topic_filter: str) -> None:
        """Subscribe, and wait for the SUBACK."""
        _, mid = self._client.subscribe(topic_filter, qos=1)
        assert mid is not None
        self._await(lambda: mid in self._done)

    def await_message(self, topic: str) -> str:
        """Return the payload of the first message on `topic`, waiting for it."""
        self._await(lambda: any(topic == seen for seen, _ in self.received))
        return next(payload for seen, payload in self.received if seen == topic)

    def await_messages(self, count: int) -> None:
        """Wait until `count` messages have come."""
        self._await(lambda: len(self.received) >= count)

    def _await(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE_S), "the broker stays silent"

    def _on_connect(self, _c: Client, _u: Any, _f: Any, code: ReasonCode, _p: Any) -> None:
        with self._changed:
            self.connect_code = code
            self._changed.notify_all()

    def _on_disconnect(self, _c: Client, _u: Any, _f: Any, code: ReasonCode, _p: Any) -> None:
        with self._changed:
            self.disconnect_code = self.disconnect_code or code
            self._changed.notify_all()

    def _on_publish(self, _c: Client, _u: Any, mid: int, code: ReasonCode, _p: Properties) -> None:
        self._finish(mid, code)

    def _on_subscribe(
        self, _c: Client, _u: Any, mid: int, codes: list[ReasonCode], _p: Any
    ) -> None:
        self._finish(mid, codes[0])

    def _finish(self, mid: int, code: ReasonCode) -> None:
        with self._changed:
            self._done[mid] = code
            self._changed.notify_all()

    def _on_message(self, _c: Client, _u: Any, message: MQTTMessage) -> None:
        with self._changed:
            self.received.append((message.topic, message.payload.decode()))
            self._changed.notify_all()
