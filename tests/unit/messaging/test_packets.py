"""PUBLISH and PUBACK as bytes; paho's codec is the second opinion."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from messaging import packets
from messaging.packets import Malformed, Publish

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
TOPICS = TEXTS.filter(bool)
PAYLOADS = st.binary(max_size=20_000)
MIDS = st.integers(1, 0xFFFF)


def new_properties() -> Any:
    return Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]


def read_whole(packet: bytes) -> Publish:
    found = packets.header(packet, 0)
    assert found is not None
    assert found.ends == len(packet)
    return packets.read_publish(found.first, packet[found.begins :])


@given(
    st.builds(
        Publish,
        topic=TOPICS,
        payload=PAYLOADS,
        mid=MIDS,
        qos=st.just(1),
        retain=st.booleans(),
        response_topic=st.none() | TOPICS,
        correlation=st.none() | st.binary(max_size=256),
    )
)
def test_what_is_written_is_read_again(message: Publish) -> None:
    properties = packets.publish_properties(
        expires_s=7, response_topic=message.response_topic, correlation=message.correlation
    )

    packet = packets.publish(
        message.topic.encode(), message.payload, properties, mid=message.mid, retain=message.retain
    )

    assert read_whole(packet) == message


@given(st.integers(1, 2**32 - 1), st.none() | TOPICS, st.none() | st.binary(max_size=256))
def test_paho_reads_our_properties(
    expires_s: int, response_topic: str | None, correlation: bytes | None
) -> None:
    packed = packets.publish_properties(
        expires_s=expires_s, response_topic=response_topic, correlation=correlation
    )

    read, length = new_properties().unpack(packed)

    assert length == len(packed)
    assert read.ContentType == "application/json"
    assert read.UserProperty == [("schema_version", "1")]
    assert read.MessageExpiryInterval == expires_s
    assert getattr(read, "ResponseTopic", None) == response_topic
    assert getattr(read, "CorrelationData", None) == correlation


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "PayloadFormatIndicator": st.integers(0, 1),
            "MessageExpiryInterval": st.integers(0, 2**32 - 1),
            "TopicAlias": st.integers(1, 0xFFFF),
            "ResponseTopic": TOPICS,
            "CorrelationData": st.binary(max_size=300),
            "SubscriptionIdentifier": st.integers(1, 268_435_455),
            "ContentType": TEXTS,
            "UserProperty": st.tuples(TEXTS, TEXTS),
        },
    )
)
def test_we_read_paho_s_properties_and_pass_over_what_we_do_not_know(given: dict[str, Any]) -> None:
    properties = new_properties()
    for name, value in given.items():
        setattr(properties, name, value)

    message = read_whole(packets.publish(b"t", b"{}", properties.pack(), mid=1, retain=False))

    assert message.payload == b"{}"
    assert message.response_topic == given.get("ResponseTopic")
    assert message.correlation == given.get("CorrelationData")


@given(st.lists(st.tuples(TOPICS, PAYLOADS), min_size=1, max_size=5), st.data())
def test_packets_are_found_however_the_bytes_are_cut(
    messages: list[tuple[str, bytes]], data: st.DataObject
) -> None:
    stream = b"".join(
        packets.publish(topic.encode(), payload, b"\x00", mid=1, retain=False)
        for topic, payload in messages
    )
    cut = data.draw(st.integers(0, len(stream)))
    found, at = [], 0
    for so_far in (stream[:cut], stream):
        while (head := packets.header(so_far, at)) is not None:
            found.append(packets.read_publish(head.first, so_far[head.begins : head.ends]))
            at = head.ends

    assert at == len(stream)
    assert [(each.topic, each.payload) for each in found] == messages


@given(MIDS)
def test_an_acknowledgement_is_read_with_its_reason(mid: int) -> None:
    packet = packets.puback(mid)

    assert packet[:2] == b"\x40\x02"
    assert packets.read_puback(packet[2:]) == (mid, 0)
    assert packets.read_puback(packet[2:] + b"\x87\x00") == (mid, 0x87)


@given(st.binary(max_size=60))
def test_noise_is_malformed_or_a_message_but_nothing_worse(noise: bytes) -> None:
    with suppress(Malformed):
        packets.read_publish(0x32, noise)


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00", b"\x00\x05abc", b"\x00\x01t\x00\x01\x05\x02", b"\x00\x01t\x00\x01\x02\x7f\x00"],
)
def test_a_message_that_ends_too_early_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        packets.read_publish(0x32, body)


def test_a_length_without_an_end_is_malformed() -> None:
    with pytest.raises(Malformed):
        packets.header(b"\x30\xff\xff\xff\xff\xff", 0)
