"""One MQTT 5 connection that stays up, driven by an asyncio loop.

paho speaks the protocol; the loop reads and writes its socket, so that there is neither a second
thread nor a queue between. Each attempt to connect uses a fresh paho client: an old one would send
again, after we are back, what it had queued before the break, and so overwrite newer state.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

import msgspec
import structlog
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from contract.ids import DeviceId, HallId
from contract.messages.base import encode
from messaging.address import BrokerAddress, Credentials
from messaging.busy_client import BusyClient
from messaging.clients import CONNECT_TIMEOUT_S, connect, keep_until, new_client
from messaging.driving import break_off, drive_by_loop, properties_of
from messaging.handlers import Handler, Handlers
from messaging.link import Incoming, LinkChanged, LinkState
from messaging.packets import Publish, publish_properties
from messaging.presence import Heard, Presence, Tenure
from messaging.probe import knock

log = structlog.get_logger("messaging")

RETRY_S_MIN: Final = 0.2
RETRY_S_MAX: Final = 5.0
REFUSED_RETRY_S: Final = 15.0
TAKEN_RETRY_S: Final = 3.0
RIVAL_ANSWERS_S: Final = 1.0

_REFUSALS: Final = {0x85, 0x86, 0x87}  # client id, user or password, not authorised
_NOTHING_RETAINED: Final = SubscribeOptions(
    qos=1, retainHandling=SubscribeOptions.RETAIN_DO_NOT_SEND
)
_PATIENCE_S: Final = {
    LinkState.REFUSED: REFUSED_RETRY_S,
    LinkState.TAKEN_OVER: TAKEN_RETRY_S,
}


class Connection:
    """The connection of one device. All methods are for the thread of the running loop."""

    def __init__(
        self,
        address: BrokerAddress,
        *,
        hall_id: HallId,
        device_id: DeviceId,
        program: str,
        version: str,
        credentials: Credentials | None = None,
        on_link: Callable[[LinkChanged], object],
        on_publish_refused: Callable[[int, str], None] | None = None,
        publishes_much: bool = False,
        tenure: Tenure | None = None,
    ) -> None:
        """Make it.

        Args:
            publishes_much: many messages a second cost less.
            tenure: says whose the id is. Without it, it is theirs who came first.
        """
        self._publishes_much = publishes_much
        self._tenure = tenure
        self._address = address
        self._credentials = credentials
        self._device_id = device_id
        self.presence = Presence(hall_id, device_id, program=program, version=version)
        self._on_link = on_link
        self._on_publish_refused = on_publish_refused
        self._handlers = Handlers()
        self._client: Client | None = None
        self._ended: asyncio.Event | None = None
        self._closing = asyncio.Event()
        self._outcome = LinkChanged(LinkState.LOST)
        self._faults: tuple[str, ...] = ()
        self._barrier: int | None = None
        self._rival_retained = False
        self.connected = False

    def announce(self, faults: tuple[str, ...] = ()) -> None:
        """Say, now and after each reconnect, that we are online with these faults standing."""
        self._faults = faults
        self.publish(self.presence.topic, self.presence.online(faults), retain=True)

    def subscribe(self, topic_filter: str, handler: Handler) -> None:
        """Have `handler` called for what comes on `topic_filter`, now and after each reconnect."""
        self._handlers.add(topic_filter, handler)
        if self._client is not None and self.connected:
            self._subscribe(self._client)

    def publish(
        self,
        topic: str,
        message: msgspec.Struct | bytes,
        *,
        retain: bool = False,
        expires_s: float | None = None,
        response_topic: str | None = None,
        correlation: bytes | None = None,
    ) -> int | None:
        """Send a message; return its packet id, or None while the line is down (it is not kept)."""
        if self._client is None or not self.connected or not self._is_ours:
            return None
        payload = message if isinstance(message, bytes) else encode(message)
        expires = None if expires_s is None else max(1, round(expires_s))
        if isinstance(self._client, BusyClient):
            properties = publish_properties(
                expires_s=expires, response_topic=response_topic, correlation=correlation
            )
            return self._client.send(topic, payload, properties, retain=retain)
        said = properties_of(expires, response_topic, correlation)
        return self._client.publish(topic, payload, 1, retain, said).mid

    def flush(self) -> None:
        """Let what was published leave at once, not at the end of this turn of the loop."""
        if isinstance(self._client, BusyClient):
            self._flush(self._client)

    def _flush(self, client: BusyClient) -> None:
        if self._is_ours:
            client.flush()
        else:
            break_off(client)

    @property
    def _is_ours(self) -> bool:
        return self._tenure is None or self._tenure.holds()

    async def run(self) -> None:
        """Connect, and connect again after each break, until `close`."""
        attempt = 0
        while not self._closing.is_set():
            self._on_link(LinkChanged(LinkState.CONNECTING, str(self._address)))
            accepted = await self._one_connection()
            if not self._closing.is_set():
                self._on_link(self._outcome)
                attempt = 0 if accepted else attempt + 1
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), self._pause_s(attempt))

    async def close(self) -> None:
        """Say goodbye: the status becomes offline, the connection ends, `run` returns.

        If the id is another's by now, say nothing, and let the broker find out.
        """
        self._closing.set()
        if self._client is not None and not self._is_ours:
            break_off(self._client)
        elif self._client is not None and self.connected:
            self.publish(self.presence.topic, self.presence.offline(), retain=True)
            self._client.disconnect()
        if self._ended is not None:
            self._ended.set()

    def _pause_s(self, attempt: int) -> float:
        """Back off, with jitter, so that a hall's programs do not all come back in one moment."""
        if self._outcome.state in _PATIENCE_S:
            return _PATIENCE_S[self._outcome.state]
        ceiling = min(RETRY_S_MAX, RETRY_S_MIN * 2.0 ** min(attempt, 10))
        return ceiling * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret

    async def _one_connection(self) -> bool:
        """Live through one connection; return whether the broker ever accepted it."""
        self._outcome = LinkChanged(LinkState.LOST, f"no broker answers at {self._address}")
        self._ended = asyncio.Event()
        self._client = client = self._new_client()
        accepted = False
        try:
            if self._tenure is not None:  # other halls must not wait for our broker
                await knock(self._address, CONNECT_TIMEOUT_S)
            connect(client, self._address)
            await keep_until(client, self._ended)
            accepted = self.connected
        except (OSError, ValueError) as error:
            self._outcome = LinkChanged(LinkState.LOST, f"{self._address}: {error}")
        self.connected = False
        self._client = None
        return accepted

    def _new_client(self) -> Client:
        client = new_client(
            self._address,
            self.presence,
            self._credentials,
            publishes_much=self._publishes_much,
        )
        client.on_connect = self._connected
        client.on_disconnect = self._disconnected
        client.on_message = self._received
        client.on_publish = self._published
        client.on_subscribe = self._subscribed
        loop = asyncio.get_running_loop()
        drive_by_loop(client, loop, may_write=lambda: self._is_ours)
        if isinstance(client, BusyClient):
            client.on_publish_came = self._publish_came
            client.on_send_refused = self._send_refused
            client.on_wants_flush = partial(loop.call_soon, self._flush, client)
        return client

    def _connected(
        self, client: Client, _userdata: Any, _flags: Any, reason: ReasonCode, _properties: Any
    ) -> None:
        if reason.is_failure:
            refused = reason.value in _REFUSALS
            state = LinkState.REFUSED if refused else LinkState.LOST
            self._outcome = LinkChanged(
                state, f"{self._address} refused {self._device_id}: {reason}"
            )
            return
        self._outcome = LinkChanged(LinkState.LOST, f"the line to {self._address} broke")
        # Who else is there? What is retained comes before the answer to a second subscription.
        client.subscribe(self.presence.topic, 1)
        self._rival_retained = False
        _, self._barrier = client.subscribe(self.presence.topic, options=_NOTHING_RETAINED)

    def _subscribe(self, client: Client) -> None:
        if filters := self._handlers.filters:
            client.subscribe([(topic_filter, 1) for topic_filter in filters])

    def _disconnected(self, *_reasons: Any) -> None:
        if self._ended is not None:
            self._ended.set()

    def _withdraw(self, client: Client) -> None:
        """Leave the id to the device that had it before us, without a word about our status."""
        detail = f'another device is online as "{self._device_id}"; each needs an id of its own'
        self._outcome = LinkChanged(LinkState.TAKEN_OVER, detail)
        self.connected = False
        client.disconnect()

    def _heard_of_us(self, client: Client, payload: bytes, *, retained: bool) -> None:
        heard = self.presence.heard(payload)
        if self._tenure is not None:
            if self.connected and heard is not Heard.OURSELVES and self.presence.goes(payload):
                self.announce(self._faults)
                self._tenure.alone()
            return
        match heard:
            case Heard.OLDER_ONE if retained:
                # It may be long gone: a broker that died sends no wills.
                self._rival_retained = True
            case Heard.OLDER_ONE:
                self._withdraw(client)
            case Heard.OVERWRITTEN:
                self.announce(self._faults)

    def _received(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        properties = message.properties
        incoming = Incoming(
            topic=message.topic,
            payload=bytes(message.payload),
            response_topic=getattr(properties, "ResponseTopic", None),
            correlation=getattr(properties, "CorrelationData", None),
            retained=message.retain,
        )
        self._hand_over(incoming)

    def _publish_came(self, message: Publish) -> None:
        incoming = Incoming(
            message.topic,
            message.payload,
            message.response_topic,
            message.correlation,
            retained=message.retain,
        )
        self._hand_over(incoming)

    def _hand_over(self, incoming: Incoming) -> None:
        if incoming.topic == self.presence.topic and self._client is not None:
            self._heard_of_us(self._client, incoming.payload, retained=incoming.retained)
        self._handlers.call(incoming)

    def _published(
        self, _client: Client, _userdata: Any, mid: int, reason: ReasonCode, _properties: Any
    ) -> None:
        if reason.is_failure:
            self._refused(mid, str(reason))

    def _send_refused(self, mid: int, reason: int) -> None:
        self._refused(mid, str(ReasonCode(PacketTypes.PUBACK, identifier=reason)))

    def _refused(self, mid: int, why: str) -> None:
        log.warning("publish.refused", device_id=self._device_id, why=why)
        if self._on_publish_refused is not None:
            self._on_publish_refused(mid, why)

    def _subscribed(
        self, client: Client, _userdata: Any, mid: int, reasons: list[ReasonCode], _props: Any
    ) -> None:
        for reason in reasons:
            if reason.is_failure:
                log.warning("subscribe.refused", device_id=self._device_id, why=str(reason))
        if mid != self._barrier:
            return
        if self._rival_retained:  # whoever is alive there answers to our status with its own
            client.publish(self.presence.topic, encode(self.presence.online()), 1, retain=True)
            loop = asyncio.get_running_loop()
            loop.call_later(RIVAL_ANSWERS_S, self._settle_in, client)
        else:
            self._settle_in(client)

    def _settle_in(self, client: Client) -> None:
        """The id is ours: begin to listen, and then say so, so that who is seen online hears."""
        if client is not self._client or self._outcome.state is LinkState.TAKEN_OVER:
            return
        self.connected = True
        self._subscribe(client)
        self.announce(self._faults)
        self._on_link(LinkChanged(LinkState.CONNECTED, str(self._address)))
