"""What a program publishes is read from its bytes, however they are cut."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from simulation.chaos.packets import Publish, PublishReader

# MQTT 5, 3.3: QoS 1, topic "a/b", packet id 10, properties: message expiry 2 (identifier 0x02).
QOS_1 = bytes.fromhex("32 10 0003 612f62 000a 05 02 00000002") + b"{1}"
# QoS 0, retained, topic "t", no properties.
QOS_0 = bytes.fromhex("31 05 0001 74 00") + b"x"
PUBACK = bytes.fromhex("40 02 000a")
STREAM = PUBACK + QOS_1 + QOS_0 + PUBACK + QOS_1
PUBLISHES = [Publish("a/b", b"{1}"), Publish("t", b"x"), Publish("a/b", b"{1}")]


@given(st.sets(st.integers(0, len(STREAM))))
def test_messages_survive_any_chunking(cuts: set[int]) -> None:
    reader, ends = PublishReader(), sorted({0, *cuts, len(STREAM)})

    read = [p for a, b in itertools.pairwise(ends) for p in reader.feed(STREAM[a:b])]

    assert read == PUBLISHES


def test_a_message_longer_than_a_byte_can_say_is_read_whole() -> None:
    payload = b"x" * 300
    body = b"\x00\x01t\x00" + payload
    packet = b"\x30" + bytes((len(body) & 0x7F | 0x80, len(body) >> 7)) + body

    assert list(PublishReader().feed(packet)) == [Publish("t", payload)]


def test_what_is_no_mqtt_is_given_up_without_keeping_it() -> None:
    reader = PublishReader()

    assert list(reader.feed(b"\xff" * 5000)) == []
    assert list(reader.feed(QOS_0)) == []
    assert len(reader._buffer) == 0
