"""paho's client for the coordinator, which sends half a dozen messages for each that it gets.

For every message paho makes a dozen objects, takes four locks, looks through all that is still
unacknowledged, and asks the system three times for one packet that comes. Here all that comes is
read at once, and all that is said in one turn of the loop leaves at once. Only messages of QoS 1
and their acknowledgements go this way; connecting, subscribing, keeping alive, TLS stay paho's.

It overrides methods of paho that are not public: docs/adr/0019 says why, and tests/unit/messaging
holds it to the version that is installed.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from paho.mqtt.client import Client
from paho.mqtt.enums import MQTTErrorCode

from messaging import packets
from messaging.packets import Publish

CHUNK_BYTES: Final = 64 * 1024
IN_FLIGHT_MAX: Final = 1000
"""What is more waits here until the broker has acknowledged some."""
UNSETTLED_MAX: Final = 60_000
"""There are hardly more packet ids. A broker that leaves so much open does not live any more."""


class BusyClient(Client):
    """Sends by `send` and hears by `on_publish_came`; for all else it is paho's client."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on_publish_came: Callable[[Publish], object] = lambda _: None
        self.on_send_refused: Callable[[int, int], object] = lambda _mid, _reason: None
        self.on_wants_flush: Callable[[], object] = lambda: None
        self._came = bytearray()
        self._leaving: list[bytes] = []
        self._unsettled: set[int] = set()
        """The packet ids of all that is not acknowledged yet."""
        self._later: deque[bytes] = deque()
        """What is to leave when earlier messages are acknowledged."""

    def send(self, topic: str, payload: bytes, properties: bytes, *, retain: bool) -> int:
        """Publish with QoS 1 at the next `flush`; return the packet id."""
        if len(self._unsettled) >= UNSETTLED_MAX:
            self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)
        mid = self._mid_generate()
        while mid in self._unsettled:
            mid = self._mid_generate()
        packet = packets.publish(topic.encode(), payload, properties, mid=mid, retain=retain)
        self._unsettled.add(mid)
        if len(self._unsettled) <= IN_FLIGHT_MAX:
            self._leave(packet)
        else:
            self._later.append(packet)
        return mid

    def flush(self) -> None:
        """Let everything go that was said since the last time."""
        if not self._leaving or self._sock is None:
            return
        data, self._leaving = b"".join(self._leaving), []
        sent = 0
        if not self._out_packet:
            try:
                sent = self._sock_send(data)
            except BlockingIOError:
                sent = 0
            except (OSError, ValueError):
                self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)
                return
        self._last_msg_out = time.monotonic()
        if sent < len(data):
            self._packet_queue(packets.PUBLISH, data[sent:], 0, 1)

    def disconnect(self, *args: Any, **options: Any) -> MQTTErrorCode:
        """Say goodbye, after all that was said before."""
        self.flush()
        return super().disconnect(*args, **options)

    def loop_read(self, max_packets: int = 1) -> MQTTErrorCode:  # noqa: ARG002 - as in paho
        """Take in all that the socket holds."""
        while self._sock is not None:
            try:
                data = super()._sock_recv(CHUNK_BYTES)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                return self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)
            self._came += data
            self._last_bytes_received = time.monotonic()
            rc = self._take_packets()
            if rc > 0:
                return self._loop_rc_handle(rc)
            if len(data) < CHUNK_BYTES and not self._holds_more():
                break
        return MQTTErrorCode.MQTT_ERR_SUCCESS

    def _holds_more(self) -> bool:
        """Tell whether TLS has decrypted more than it has handed over, which no selector sees."""
        pending = getattr(self._sock, "pending", None)
        return pending is not None and pending() > 0

    def _take_packets(self) -> MQTTErrorCode:
        at = 0
        came = bytes(self._came)
        try:
            while (found := packets.header(came, at)) is not None:
                if not self._take(found.first, came[found.begins : found.ends]):
                    self._came = bytearray(came[at : found.ends])
                    rc = self._packet_read()
                    if rc > 0 or self._sock is None:
                        return rc
                at = found.ends
        except packets.Malformed:
            return MQTTErrorCode.MQTT_ERR_PROTOCOL
        self._came = bytearray(came[at:])
        return MQTTErrorCode.MQTT_ERR_SUCCESS

    def _take(self, first: int, body: bytes) -> bool:
        """Take a packet if it goes the short way; tell whether it did."""
        match first & packets.KIND_MASK:
            case packets.PUBACK:
                mid, reason = packets.read_puback(body)
                return self._acknowledged(mid, reason)
            case packets.PUBLISH:
                message = packets.read_publish(first, body)
                if message.qos > 1:
                    return False
                self.on_publish_came(message)
                if message.qos:
                    self._leave(packets.puback(message.mid))
                return True
        return False

    def _acknowledged(self, mid: int, reason: int) -> bool:
        if mid not in self._unsettled:
            return False
        self._unsettled.remove(mid)
        if reason >= packets.FAILED_FROM:
            self.on_send_refused(mid, reason)
        if self._later:
            self._leave(self._later.popleft())
        return True

    def _leave(self, packet: bytes) -> None:
        if not self._leaving:
            self.on_wants_flush()
        self._leaving.append(packet)

    def _sock_recv(self, bufsize: int) -> bytes:
        """Give paho its packets out of what was read already."""
        if not self._came:
            raise BlockingIOError
        data = bytes(self._came[:bufsize])
        del self._came[:bufsize]
        return data
