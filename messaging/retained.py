"""What a broker retains, read once: for commands that look and go."""

import threading
from typing import Any, Final

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from messaging.address import BrokerAddress, Credentials
from messaging.clock import new_command_id
from messaging.link import Incoming

CONNECT_TIMEOUT_S: Final = 5.0
QUIET_S: Final = 0.5
"""After so long without one more, all retained messages have come."""
MESSAGES_MAX: Final = 10_000


class BrokerRefuses(Exception):
    """The broker cannot be reached, or does not let us read."""


def read_retained(
    address: BrokerAddress, credentials: Credentials | None, topic_filter: str
) -> list[Incoming]:
    """Return the messages that are retained under `topic_filter`. Raises `BrokerRefuses`."""
    reader = _Reader(topic_filter)
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=f"look.{new_command_id()}",
        protocol=MQTTProtocolVersion.MQTTv5,
    )
    if credentials is not None:
        client.username_pw_set(credentials.user, credentials.password)
    if address.tls:
        client.tls_set()
    client.connect_timeout = CONNECT_TIMEOUT_S
    client.on_connect = reader.connected
    client.on_subscribe = reader.subscribed
    client.on_message = reader.came
    try:
        client.connect(address.host, address.port)
    except (OSError, ValueError) as error:
        raise BrokerRefuses(f"no broker answers at {address}: {error}") from None
    client.loop_start()
    try:
        return reader.all()
    finally:
        client.disconnect()
        client.loop_stop()


class _Reader:
    def __init__(self, topic_filter: str) -> None:
        self._filter = topic_filter
        self._messages: list[Incoming] = []
        self._news = threading.Condition()
        self._subscribed = False
        self._refused = ""

    def all(self) -> list[Incoming]:
        with self._news:
            if not self._news.wait_for(
                lambda: self._subscribed or self._refused, CONNECT_TIMEOUT_S
            ):
                raise BrokerRefuses("the broker does not answer")
            if self._refused:
                raise BrokerRefuses(f"the broker refuses: {self._refused}")
            while self._news.wait(QUIET_S) and len(self._messages) < MESSAGES_MAX:
                pass
            return list(self._messages)

    def connected(
        self, client: Client, _userdata: Any, _flags: Any, reason: ReasonCode, _properties: Any
    ) -> None:
        if reason.is_failure:
            self._refuse(reason)
        else:
            client.subscribe(self._filter, qos=1)

    def subscribed(
        self, _client: Client, _userdata: Any, _mid: int, reasons: list[ReasonCode], _props: Any
    ) -> None:
        if reasons[0].is_failure:
            self._refuse(reasons[0])
            return
        with self._news:
            self._subscribed = True
            self._news.notify_all()

    def came(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        if not message.retain:
            return
        with self._news:
            self._messages.append(Incoming(message.topic, bytes(message.payload), retained=True))
            self._news.notify_all()

    def _refuse(self, reason: ReasonCode) -> None:
        with self._news:
            self._refused = str(reason)
            self._news.notify_all()
