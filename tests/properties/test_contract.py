"""For all messages, topics and hall files: what is written can be read, and nothing crashes."""

from contextlib import suppress
from types import UnionType
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import topics
from contract.hall import HallFileError, HallFileInvalid, parse_hall
from contract.ids import HallId
from contract.messages.base import MalformedMessage, decode, encode
from contract.topics import Topic
from tests.helpers.halls import SMALL_HALL
from tests.helpers.messages import messages

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,39}", fullmatch=True)
PAYLOADS = sorted({topic.payload for topic in topics.ALL}, key=str)


@pytest.mark.parametrize("payload", PAYLOADS, ids=str)
def test_every_message_comes_back_as_it_was_sent(payload: Any) -> None:
    types = get_args(payload) if isinstance(payload, UnionType) else (payload,)

    @given(messages(types))
    def comes_back(message: msgspec.Struct) -> None:
        assert decode(encode(message), payload) == message

    comes_back()


@given(st.binary(max_size=200), st.sampled_from(PAYLOADS))
def test_any_bytes_are_a_message_or_malformed(payload: bytes, message_type: Any) -> None:
    with suppress(MalformedMessage):
        decode(payload, message_type)


@given(st.sampled_from(topics.ALL), st.data())
def test_a_topic_that_is_built_is_read_back(topic: Topic, data: st.DataObject) -> None:
    names = [part[1:-1] for part in topic.pattern.split("/") if part.startswith("{")]
    levels = {name: data.draw(IDS, label=name) for name in names}
    hall = HallId(data.draw(IDS, label="hall"))
    built = topic.of(hall, **levels)
    assert topic.levels(built) == {"hall": hall, **levels}
    others = [other for other in topics.ALL if other is not topic]
    assert all(other.levels(built) is None for other in others)


@given(st.data())
def test_a_damaged_hall_file_is_refused_or_read_but_never_crashes(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(SMALL_HALL)))
    end = data.draw(st.integers(begin, min(len(SMALL_HALL), begin + 40)))
    patch = data.draw(st.text(alphabet='[]{}"=.,#\n a1-', max_size=20))
    text = SMALL_HALL[:begin] + patch + SMALL_HALL[end:]
    lines = text.count("\n") + 1
    assert all(1 <= mistake.line <= lines and mistake.problem for mistake in _mistakes(text))


def _mistakes(text: str) -> list[HallFileError]:
    try:
        parse_hall(text)
    except HallFileInvalid as invalid:
        return invalid.errors or [HallFileError("", 0, "", "")]  # refused without a reason
    return []
