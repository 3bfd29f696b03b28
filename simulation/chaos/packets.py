"""What a program publishes, read from the bytes of its MQTT 5 connection. Pure.

So the judge knows each command that was sent and each word of the coordinator, whatever became of
them at the broker.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

PUBLISH: Final = 3
PACKET_BYTES_MAX: Final = 1 << 20
LENGTH_ENDS: Final = 5
"""A length has four bytes at most."""


class Publish(NamedTuple):
    """A message on its way to the broker."""

    topic: str
    payload: bytes


class PublishReader:
    """Takes one direction of a connection in any chunks; gives the messages that are whole.

    Source: MQTT Version 5.0, OASIS, 2.1 (structure of a packet), 3.3 (PUBLISH).
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._lost = False

    def feed(self, data: bytes) -> Iterator[Publish]:
        """Take bytes as they come; yield the messages they complete, oldest first."""
        if self._lost:
            return
        self._buffer += data
        while (packet := self._next()) is not None:
            kind, flags, body = packet
            if kind == PUBLISH:
                yield _publish(flags, body)

    def _next(self) -> tuple[int, int, bytes] | None:
        if len(self._buffer) < 2:  # noqa: PLR2004 - type and length
            return None
        length = _varint(self._buffer, 1)
        if length is None and len(self._buffer) < LENGTH_ENDS:
            return None
        if length is None or length[0] > PACKET_BYTES_MAX:
            self._lost = True  # no MQTT: the broker ends such a connection, too
            self._buffer.clear()
            return None
        size, begin = length
        if len(self._buffer) < begin + size:
            return None
        first, body = self._buffer[0], bytes(self._buffer[begin : begin + size])
        del self._buffer[: begin + size]
        return first >> 4, first & 0x0F, body


def _publish(flags: int, body: bytes) -> Publish:
    at = 2 + int.from_bytes(body[:2], "big")
    topic = body[2:at].decode("utf-8")
    if flags >> 1 & 3:  # QoS 1 and 2 carry a packet id
        at += 2
    properties = _varint(body, at)
    if properties is None:
        raise ValueError(f"half a message on {topic}")
    size, begin = properties
    return Publish(topic, body[begin + size :])


def _varint(data: bytes | bytearray, at: int) -> tuple[int, int] | None:
    """Return a variable byte integer and where it ends; None if it is not whole yet."""
    value = 0
    for place, byte in enumerate(data[at : at + 4]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:  # noqa: PLR2004 - the last byte
            return value, at + place + 1
    return None
