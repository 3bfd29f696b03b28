"""A paho client for one connection: how it is made, and how it is kept."""

import asyncio
from contextlib import suppress
from typing import Final

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from contract.messages.base import PAYLOAD_BYTES_MAX, encode
from messaging.address import BrokerAddress, Credentials
from messaging.busy_client import BusyClient
from messaging.presence import Presence

CONNECT_TIMEOUT_S: Final = 3.0
KEEPALIVE_S: Final = 10
HOUSEKEEPING_S: Final = 1.0
INFLIGHT_MAX: Final = 1000
PACKET_BYTES_MAX: Final = 4 * PAYLOAD_BYTES_MAX


def new_client(
    address: BrokerAddress,
    presence: Presence,
    credentials: Credentials | None,
    *,
    publishes_much: bool,
) -> Client:
    """Return a client that says, should its line break, that the device is offline."""
    client = (BusyClient if publishes_much else Client)(
        CallbackAPIVersion.VERSION2,
        client_id=presence.client_id,
        protocol=MQTTProtocolVersion.MQTTv5,
    )
    if credentials is not None:
        client.username_pw_set(credentials.user, credentials.password)
    if address.tls:
        client.tls_set()
    client.connect_timeout = CONNECT_TIMEOUT_S
    client.max_inflight_messages_set(INFLIGHT_MAX)
    client.will_set(presence.topic, encode(presence.offline()), qos=1, retain=True)
    return client


def connect(client: Client, address: BrokerAddress) -> None:
    """Begin to connect. Raises `OSError`, `ValueError`."""
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.MaximumPacketSize = PACKET_BYTES_MAX
    client.connect(
        address.host,
        address.port,
        keepalive=KEEPALIVE_S,
        clean_start=True,
        properties=properties,
    )


async def keep_until(client: Client, ended: asyncio.Event) -> None:
    """Wait; paho keeps alive, and finds a dead line, when it is asked each second."""
    while not ended.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), HOUSEKEEPING_S)
        client.loop_misc()
