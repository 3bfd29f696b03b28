"""docs/contract/README.md says what the code says: its examples, its tables."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from contract import topics
from contract.messages.base import decode
from contract.topics import Role, Topic
from coordinator.domain.errors import Refused

PAGE = (Path(__file__).parents[3] / "docs" / "contract" / "README.md").read_text(encoding="utf-8")
TOPICS = {topic.name: topic for topic in topics.ALL}


def values(block: str) -> Iterator[Any]:
    """Yield the JSON values that stand one after the other in a block."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(block):
        value, end = decoder.raw_decode(block, at)
        yield value
        at = end + len(block[end:]) - len(block[end:].lstrip())


BLOCKS = re.findall(r"^```json (\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMON = next(value for name, block in BLOCKS if name == "common" for value in values(block))
EXAMPLES = [
    (name, {**value, **COMMON} if name == "command" else value)
    for name, block in BLOCKS
    if name != "common"
    for value in values(block)
]


def struct_of(name: str, example: Any) -> msgspec.Struct:
    message: msgspec.Struct = decode(json.dumps(example).encode(), TOPICS[name].payload)
    return message


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_every_example_is_a_message_and_names_no_field_that_is_none(
    name: str, example: dict[str, Any]
) -> None:
    written = json.loads(msgspec.json.encode(struct_of(name, example)))
    assert {**written, **example} == written


def test_every_message_has_an_example() -> None:
    shown = {type(struct_of(name, example)) for name, example in EXAMPLES}
    known = {
        struct for topic in topics.ALL for struct in get_args(topic.payload) or (topic.payload,)
    }
    assert shown == known


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_the_table_of_topics_is_the_code_s(topic: Topic) -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{topic.pattern}` |")]
    _, _, retained, writers, readers = (cell.strip() for cell in row.strip("|").split("|"))
    assert retained == ("yes" if topic.retain else "no")
    assert writers == _names(topic, topic.writers)
    assert readers == _names(topic, topic.readers)


def test_every_refusal_is_listed() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \| [^|]*\|$", PAGE, re.MULTILINE))
    assert listed == {"malformed", "expired"} | {kind.code for kind in Refused.__subclasses__()}


def _names(topic: Topic, roles: frozenset[Role]) -> str:
    return ", ".join(
        f"{role.value} (own)" if role in topic.own else role.value for role in Role if role in roles
    )
