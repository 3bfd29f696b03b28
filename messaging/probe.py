"""Whether a broker can be reached, for whoever has nothing to say to it yet.

It connects under an id of its own and without a last will, subscribes to nothing and says nothing
but that it lives, often, so that a line that was cut is noticed soon.
"""

import asyncio
import time
from contextlib import suppress
from typing import Any, Final

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from messaging.address import BrokerAddress, Credentials
from messaging.clock import new_command_id
from messaging.driving import drive_by_loop

KEEPALIVE_S: Final = 1
LOOK_S: Final = 0.25
SILENT_S: Final = 2.0
"""So long a broker has been silent when paho takes the line for dead."""
RETRY_S: Final = 0.5
CONNECT_TIMEOUT_S: Final = 1.0
GRACE_S: Final = 2.0
"""So long a broker that was reached may be gone, as when it is started again."""
_KEEPALIVE_TIMEOUT: Final = 0x8D


class BrokerProbe:
    """One line to a broker. All methods are for the thread of the running loop."""

    def __init__(self, address: BrokerAddress, credentials: Credentials | None) -> None:
        self._address = address
        self._credentials = credentials
        self._ended = asyncio.Event()
        self._connected = False
        self._heard_s = time.monotonic() - GRACE_S

    @property
    def reaches(self) -> bool:
        """Whether the broker answers, or did so a moment ago."""
        return self._connected or time.monotonic() - self._heard_s < GRACE_S

    async def run(self) -> None:
        """Connect, and connect again after each break, until cancelled."""
        while True:
            client = self._new_client()
            try:
                await knock(self._address, CONNECT_TIMEOUT_S)
                client.connect(self._address.host, self._address.port, KEEPALIVE_S)
                await self._until_ended(client)
            except (OSError, ValueError):
                pass  # nobody is there, which is what we are to find out
            finally:
                client.disconnect()
            await asyncio.sleep(RETRY_S)

    def _new_client(self) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"probe.{new_command_id()}",
            protocol=MQTTProtocolVersion.MQTTv5,
        )
        if self._credentials is not None:
            client.username_pw_set(self._credentials.user, self._credentials.password)
        if self._address.tls:
            client.tls_set()
        client.connect_timeout = CONNECT_TIMEOUT_S
        client.on_connect = self._answered
        client.on_disconnect = self._lost
        drive_by_loop(client, asyncio.get_running_loop())
        return client

    async def _until_ended(self, client: Client) -> None:
        self._ended.clear()
        try:
            while not self._ended.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ended.wait(), LOOK_S)
                client.loop_misc()
        finally:
            if self._connected:
                self._lose(0)

    def _answered(
        self, _client: Client, _userdata: Any, _flags: Any, reason: ReasonCode, _properties: Any
    ) -> None:
        self._connected = not reason.is_failure
        if reason.is_failure:
            self._ended.set()

    def _lost(
        self, _client: Client, _userdata: Any, _flags: Any, reason: ReasonCode, _properties: Any
    ) -> None:
        if self._connected:
            self._lose(SILENT_S if reason.value == _KEEPALIVE_TIMEOUT else 0)
        self._ended.set()

    def _lose(self, ago_s: float) -> None:
        self._connected = False
        self._heard_s = time.monotonic() - ago_s


async def knock(address: BrokerAddress, timeout_s: float) -> None:
    """Find out whether somebody listens there, keeping nobody waiting. Raises `OSError`."""
    try:
        opening = asyncio.open_connection(address.host, address.port)
        _, writer = await asyncio.wait_for(opening, timeout_s)
    except TimeoutError:
        raise OSError(f"nobody answers at {address}") from None
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
