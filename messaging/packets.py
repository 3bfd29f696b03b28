"""The two MQTT 5 packets of which a busy program has thousands: PUBLISH and PUBACK. Pure.

All others are paho's business, and so is any packet that is not as it should be.

Source: MQTT Version 5.0, OASIS Standard, 1.5, 2.2.2, 3.3 and 3.4.
"""

from functools import cache
from struct import Struct
from typing import Final, NamedTuple

from contract.messages.base import CONTENT_TYPE, SCHEMA_VERSION

PUBLISH: Final = 0x30
PUBACK: Final = 0x40
KIND_MASK: Final = 0xF0
FAILED_FROM: Final = 0x80
"""Reason codes from here on say that a message was not accepted."""

_RETAIN: Final = 0x01
_QOS_SHIFT: Final = 1
_QOS_MASK: Final = 0x03
_AT_LEAST_ONCE: Final = 1 << _QOS_SHIFT
_MORE: Final = 0x80
_LENGTH_BYTES_MAX: Final = 4

_EXPIRY: Final = 0x02
_CONTENT_TYPE: Final = 0x03
_RESPONSE_TOPIC: Final = 0x08
_CORRELATION: Final = 0x09
_SUBSCRIPTION: Final = 0x0B
_USER_PROPERTY: Final = 0x26
_FIXED_BYTES: Final = {0x01: 1, _EXPIRY: 4, 0x23: 2}
"""Payload format, expiry, topic alias."""
_SHORT: Final = Struct("!H")
_LONG: Final = Struct("!I")


class Malformed(ValueError):
    """Not a packet that we read here."""


class Publish(NamedTuple):
    """A message from the broker."""

    topic: str
    payload: bytes
    mid: int
    """0 for a message of QoS 0."""
    qos: int
    retain: bool
    response_topic: str | None = None
    correlation: bytes | None = None


class Header(NamedTuple):
    """What a packet begins with, and where the rest of it lies in the bytes so far."""

    first: int
    begins: int
    ends: int


def header(data: bytes | bytearray, at: int) -> Header | None:
    """Return the header of the packet that begins there, or None until it is there in full.

    Raises `Malformed`.
    """
    length, shift, place = 0, 0, at + 1
    while place < len(data):
        byte = data[place]
        length |= (byte & 0x7F) << shift
        place += 1
        if not byte & _MORE:
            ends = place + length
            return Header(data[at], place, ends) if ends <= len(data) else None
        shift += 7
        if place - at > _LENGTH_BYTES_MAX:
            raise Malformed("the length of a packet has no end")
    return None


def publish(topic: bytes, payload: bytes, properties: bytes, *, mid: int, retain: bool) -> bytes:
    """Return the packet of a message of QoS 1. `properties` are from `publish_properties`."""
    length = 4 + len(topic) + len(properties) + len(payload)
    first = bytes((PUBLISH | _AT_LEAST_ONCE | retain,))
    head = (first, _varint(length), _SHORT.pack(len(topic)), topic, _SHORT.pack(mid))
    return b"".join((*head, properties, payload))


def puback(mid: int) -> bytes:
    """Return the packet that says a message has come."""
    return bytes((PUBACK, 2)) + _SHORT.pack(mid)


def publish_properties(
    *,
    expires_s: int | None = None,
    response_topic: str | None = None,
    correlation: bytes | None = None,
) -> bytes:
    """Return the properties of one of our messages: what it is, and what is given here."""
    parts = [_what_it_is()]
    if expires_s is not None:
        parts += (bytes((_EXPIRY,)), _LONG.pack(expires_s))
    if response_topic is not None:
        parts += (bytes((_RESPONSE_TOPIC,)), _counted(response_topic.encode()))
    if correlation is not None:
        parts += (bytes((_CORRELATION,)), _counted(correlation))
    joined = b"".join(parts)
    return _varint(len(joined)) + joined


def read_puback(body: bytes | bytearray) -> tuple[int, int]:
    """Return which message was acknowledged, and the reason code. Raises `Malformed`."""
    if len(body) < _SHORT.size:
        raise Malformed("a PUBACK without an id")
    return _SHORT.unpack_from(body)[0], body[2] if len(body) > _SHORT.size else 0


def read_publish(first: int, body: bytes) -> Publish:
    """Read the rest of a PUBLISH that begins with the byte `first`. Raises `Malformed`."""
    try:
        return _read_publish(first, body)
    except (IndexError, ValueError, ArithmeticError) as error:
        raise Malformed(str(error)) from None


def _read_publish(first: int, body: bytes) -> Publish:
    qos = first >> _QOS_SHIFT & _QOS_MASK
    topic, at = _string(body, 0)
    mid = 0
    if qos:
        mid, at = int.from_bytes(_cut(body, at, 2)), at + 2
    length, at = _read_varint(body, at)
    ends = at + length
    response_topic, correlation = _asked_back(_cut(body, at, length))
    return Publish(
        topic.decode(), body[ends:], mid, qos, bool(first & _RETAIN), response_topic, correlation
    )


def _asked_back(properties: bytes) -> tuple[str | None, bytes | None]:
    """Return where an answer is wanted, and what it is to carry; all else is passed over."""
    response_topic: str | None = None
    correlation: bytes | None = None
    at = 0
    while at < len(properties):
        name, at = properties[at], at + 1
        if name in _FIXED_BYTES:
            at += len(_cut(properties, at, _FIXED_BYTES[name]))
        elif name == _RESPONSE_TOPIC:
            text, at = _string(properties, at)
            response_topic = text.decode()
        elif name == _CORRELATION:
            correlation, at = _string(properties, at)
        elif name == _CONTENT_TYPE:
            _, at = _string(properties, at)
        elif name == _USER_PROPERTY:
            _, at = _string(properties, at)
            _, at = _string(properties, at)
        elif name == _SUBSCRIPTION:
            _, at = _read_varint(properties, at)
        else:
            raise Malformed(f"property {name} in a PUBLISH")
    return response_topic, correlation


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    size = int.from_bytes(_cut(data, at, 2))
    ends = at + 2 + size
    return _cut(data, at + 2, size), ends


def _cut(data: bytes, at: int, size: int) -> bytes:
    part = data[at : at + size]
    if len(part) != size:
        raise Malformed("a packet ends too early")
    return part


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    for place in range(at, at + _LENGTH_BYTES_MAX):
        value |= (data[place] & 0x7F) << shift
        if not data[place] & _MORE:
            return value, place + 1
        shift += 7
    raise Malformed("a number has no end")


def _varint(value: int) -> bytes:
    if value < _MORE:
        return bytes((value,))
    found = bytearray()
    while value >= _MORE:
        found.append(value & 0x7F | _MORE)
        value >>= 7
    found.append(value)
    return bytes(found)


def _counted(data: bytes) -> bytes:
    return _SHORT.pack(len(data)) + data


@cache
def _what_it_is() -> bytes:
    content = bytes((_CONTENT_TYPE,)) + _counted(CONTENT_TYPE.encode())
    schema = _counted(b"schema_version") + _counted(str(SCHEMA_VERSION).encode())
    return content + bytes((_USER_PROPERTY,)) + schema
