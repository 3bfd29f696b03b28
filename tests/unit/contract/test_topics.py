"""Topics: who may speak where, and that a topic built is a topic read."""

import pytest

from contract import topics
from contract.ids import DeviceId, GroupId, HallId, WindowId, ZoneId
from contract.messages.base import Message
from contract.messages.commands import AnyCommand
from contract.topics import Role, Topic

HALL = HallId("yuetan")


def test_topics_are_spelled_as_the_contract_says() -> None:
    assert topics.command(HALL, "call_next", DeviceId("panel-1")) == (
        "hallcall/v1/yuetan/command/call_next/panel-1"
    )
    assert topics.ANSWER.of(HALL, device="k1") == "hallcall/v1/yuetan/answer/k1"
    assert topics.queue(HALL, GroupId("general")) == "hallcall/v1/yuetan/state/queue/general"
    assert topics.window(HALL, WindowId("w1")) == "hallcall/v1/yuetan/state/window/w1"
    assert topics.panel(HALL, WindowId("w1")) == "hallcall/v1/yuetan/state/panel/w1"
    assert topics.board(HALL, ZoneId("main")) == "hallcall/v1/yuetan/state/board/main"
    assert topics.call(HALL, ZoneId("main")) == "hallcall/v1/yuetan/call/main"
    assert topics.HALL.of(HALL) == "hallcall/v1/yuetan/state/hall"


def test_a_level_left_out_stands_for_all() -> None:
    assert topics.COMMAND.of(HALL) == "hallcall/v1/yuetan/command/+/+"
    assert topics.DEVICE_STATUS.of(HALL) == "hallcall/v1/yuetan/device/+/status"


@pytest.mark.parametrize(
    "topic",
    [
        "hallcall/v1/yuetan/state/window",
        "hallcall/v1/yuetan/state/window/w1/more",
        "hallcall/v2/yuetan/state/window/w1",
        "hallcall/v1/yuetan/state/panel/w1",
        "",
    ],
)
def test_a_topic_of_another_family_has_no_levels(topic: str) -> None:
    assert topics.WINDOW.levels(topic) is None


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_state_is_retained_and_news_is_not(topic: Topic) -> None:
    is_state = topic.pattern.startswith("state/") or topic.name == "device_status"
    assert topic.retain is is_state
    assert topic.qos == 1


def test_every_command_kind_belongs_to_a_role_that_may_send_it() -> None:
    kinds = {_kind(command) for command in AnyCommand.__args__}
    assert frozenset.union(*topics.COMMANDS_OF_ROLE.values()) == kinds
    assert set(topics.COMMANDS_OF_ROLE) == topics.COMMAND.writers


def test_only_the_coordinator_writes_state_and_only_panels_read_their_visitor() -> None:
    for topic in topics.ALL:
        if topic.pattern.startswith(("state/", "call/", "event/", "answer/")):
            assert topic.writers == {Role.COORDINATOR}, topic.name
    assert topics.PANEL.readers == {Role.CALLER}
    assert Role.CALLER in topics.PANEL.own


def _kind(command: type[Message]) -> str:
    return str(command.__struct_config__.tag)
