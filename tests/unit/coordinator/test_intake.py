"""What comes in on the command topics, good and bad."""

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from contract import topics
from contract.ids import ClerkId, CommandId, DeviceId, EpochMs, GroupId, ItemId, WindowId
from contract.messages import commands as wire
from contract.messages.answers import Refused
from contract.messages.base import EXPIRES_AHEAD_MS_MAX, PAYLOAD_BYTES_MAX, encode
from coordinator.adapters.intake import LOGGED_A_MINUTE, Intake
from coordinator.adapters.store import ANSWERS_KEPT_MS
from coordinator.domain import commands as domain
from coordinator.domain.commands import PinCheck
from coordinator.service.ports import Request
from messaging import Incoming
from tests.helpers.clock import HandClock
from tests.helpers.coordinator import FakePins, FakePublisher

NOW_MS = EpochMs(5)
GOOD = {
    "kind": "call_next",
    "command_id": "c1",
    "sent_at_ms": 1,
    "expires_at_ms": 9,
    "window_id": "w1",
}


class Desk:
    """An intake with a fake publisher behind it."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.publisher = FakePublisher()
        self.clock = HandClock(NOW_MS)
        self.pins = FakePins()
        self.intake = Intake(
            self.requests.append, publisher=self.publisher, clock=self.clock, pins=self.pins
        )

    def receive(
        self, payload: Any, topic: str = "command/call_next/p1", **properties: Any
    ) -> list[Refused]:
        """Let a message come; return what was answered."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        self.intake.receive(Incoming(f"hallcall/v1/small/{topic}", body, **properties))
        return [answer for _, answer, _ in self.publisher.answers]  # type: ignore[misc]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_sender_is_who_the_topic_says_and_the_correlation_is_kept(desk: Desk) -> None:
    assert desk.receive(GOOD | {"device_id": "p9"}, correlation=b"x") == []

    [request] = desk.requests
    assert request.key == ("p1", "c1")
    assert request.correlation == b"x"


@pytest.mark.parametrize("field", ["window_id", "command_id"])
def test_an_id_without_end_is_malformed_and_not_quoted_back(desk: Desk, field: str) -> None:
    [refusal] = desk.receive(GOOD | {field: "w" * 60_000}, correlation=b"x")

    assert refusal.code == "malformed"
    assert len(encode(refusal)) < 1000
    assert desk.requests == []


def test_correlation_data_without_end_is_malformed_and_not_sent_back(desk: Desk) -> None:
    [refusal] = desk.receive(GOOD, correlation=b"x" * 60_000)

    assert (refusal.command_id, refusal.code) == ("c1", "malformed")
    assert [correlation for *_, correlation in desk.publisher.answers] == [None]
    assert desk.requests == []


@pytest.mark.parametrize("verdict", PinCheck)
def test_of_a_pin_the_hall_hears_only_what_became_of_it(desk: Desk, verdict: PinCheck) -> None:
    desk.pins.verdict = verdict
    sign_in = GOOD | {"kind": "sign_in", "clerk_id": "li", "pin": "480213", "take_over": True}

    assert desk.receive(sign_in, "command/sign_in/p1", correlation=b"x") == []

    [request] = desk.requests
    assert desk.pins.asked == [("p1", "li", "480213")]
    assert request.command == domain.SignIn(
        command_id=CommandId("c1"),
        device_id=DeviceId("p1"),
        expires_at_ms=EpochMs(9),
        window_id=WindowId("w1"),
        clerk_id=ClerkId("li"),
        pin=verdict,
        take_over=True,
    )
    assert "480213" not in repr(request)


def test_a_malformed_pin_is_neither_logged_nor_quoted(desk: Desk) -> None:
    with capture_logs() as logs:
        [answer] = desk.receive(
            GOOD | {"kind": "sign_in", "clerk_id": "li", "pin": "48-0213"}, "command/sign_in/p1"
        )

    assert answer.code == "malformed"
    assert "0213" not in repr(logs) + answer.message


def test_the_visitor_travels_beside_the_command() -> None:
    desk = Desk()
    card = wire.GivenCard(masked_name="张*", document_tail="123X")
    message = wire.IssueTicket(
        command_id=CommandId("c1"),
        sent_at_ms=EpochMs(1),
        expires_at_ms=EpochMs(9),
        group_id=GroupId("general"),
        visitor=card,
    )
    desk.receive(encode(message), "command/issue_ticket/k1")

    [request] = desk.requests
    assert request.visitor == card
    assert request.command == domain.IssueTicket(
        command_id=CommandId("c1"),
        device_id=DeviceId("k1"),
        expires_at_ms=EpochMs(9),
        group_id=GroupId("general"),
    )


def test_the_other_services_of_a_ticket_become_the_domain_s(desk: Desk) -> None:
    wanted = {"group_id": "general", "more": [{"group_id": "pension", "item_id": "claim"}]}
    issue = {key: GOOD[key] for key in GOOD if key != "window_id"} | {"kind": "issue_ticket"}
    desk.receive(issue | wanted, "command/issue_ticket/k1")

    [request] = desk.requests
    assert isinstance(request.command, domain.IssueTicket)
    wish = domain.ServiceWish(group_id=GroupId("pension"), item_id=ItemId("claim"))
    assert request.command.more == (wish,)


def test_every_command_of_the_wire_has_its_twin_in_the_domain() -> None:
    for wire_type in get_args(wire.AnyCommand):
        twin = getattr(domain, wire_type.__name__)
        assert set(twin.__struct_fields__) - {"device_id"} <= set(wire_type.__struct_fields__)


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (GOOD | {"kind": "fly"}, "fly"),
        (GOOD | {"window_id": 7}, "window_id"),
        (GOOD | {"sent_at_ms": "now"}, "sent_at_ms"),
        ({key: GOOD[key] for key in ("kind", "command_id")}, "missing"),
        (GOOD | {"kind": "sign_out"}, "call_next"),
        (GOOD | {"expires_at_ms": NOW_MS + EXPIRES_AHEAD_MS_MAX + 1}, "11 days ahead"),
    ],
)
def test_a_malformed_command_is_answered_with_what_is_wrong(
    desk: Desk, payload: dict[str, Any], why: str
) -> None:
    with capture_logs():
        [answer] = desk.receive(payload)

    assert (answer.command_id, answer.code) == ("c1", "malformed")
    assert why in answer.message
    assert desk.requests == []


@pytest.mark.parametrize(
    "payload", [b"", b"\xff\xfe", b"[", b"null", b"[" * 5000, b'"' + b"x" * 99]
)
def test_noise_is_counted_and_logged_and_nobody_is_bothered(desk: Desk, payload: bytes) -> None:
    with capture_logs() as logs:
        assert desk.receive(payload) == []

    assert desk.intake.rejected == 1
    assert [line["event"] for line in logs] == ["command.malformed"]


def test_no_command_outlives_its_first_answer(desk: Desk) -> None:
    assert EXPIRES_AHEAD_MS_MAX <= ANSWERS_KEPT_MS

    desk.receive(GOOD | {"expires_at_ms": NOW_MS + EXPIRES_AHEAD_MS_MAX})

    assert len(desk.requests) == 1


def test_a_retained_command_is_not_obeyed_whenever_the_coordinator_starts(desk: Desk) -> None:
    with capture_logs() as logs:
        assert desk.receive(GOOD, retained=True) == []

    assert desk.requests == []
    assert [line["why"] for line in logs] == ["a retained message is no command"]


def test_noise_without_end_is_counted_and_answered_but_does_not_fill_the_log(desk: Desk) -> None:
    with capture_logs() as logs:
        for _ in range(LOGGED_A_MINUTE + 50):
            desk.receive(b"noise", correlation=b"7")
        assert len(logs) == LOGGED_A_MINUTE
        desk.clock.at_ms = EpochMs(desk.clock.at_ms + 60_000)
        desk.receive(b"noise")

    assert logs[-1]["rejected"] == LOGGED_A_MINUTE + 51
    assert len(desk.publisher.answers) == LOGGED_A_MINUTE + 50


def test_noise_with_an_address_to_answer_to_is_answered(desk: Desk) -> None:
    with capture_logs():
        [answer] = desk.receive(b"noise", correlation=b"7")

    assert (answer.command_id, answer.code) == ("", "malformed")
    assert desk.publisher.answers[0][2] == b"7"


def test_an_oversized_command_is_refused_unread(desk: Desk) -> None:
    with capture_logs():
        [answer] = desk.receive(GOOD | {"x": "y" * PAYLOAD_BYTES_MAX}, response_topic="anywhere")

    assert "at most 65536" in answer.message
    assert desk.requests == []


@pytest.mark.parametrize(
    "topic", ["command/call_next/", "command/call_next/Ä", "command/call_next"]
)
def test_a_topic_without_a_sender_is_nobodys_command(desk: Desk, topic: str) -> None:
    with capture_logs():
        assert desk.receive(GOOD, topic, correlation=b"x") == []

    assert desk.requests == []


def test_what_is_logged_of_a_malformed_command_is_not_its_content(desk: Desk) -> None:
    visitor = {"masked_name": "欧阳", "document_tail": "12345678"}
    with capture_logs() as logs:
        desk.receive(GOOD | {"kind": "issue_ticket", "group_id": "general", "visitor": visitor},
                     "command/issue_ticket/k1")  # fmt: skip

    assert desk.intake.rejected == 1
    assert "欧阳" not in repr(logs)
    assert "12345678" not in repr(logs)


@given(
    st.binary(max_size=200), st.sampled_from(sorted(topics.KIOSK_COMMANDS | topics.CALLER_COMMANDS))
)
def test_no_bytes_on_any_command_topic_do_harm(payload: bytes, kind: str) -> None:
    desk = Desk()
    with capture_logs():
        desk.receive(payload, f"command/{kind}/p1", correlation=b"x")

    assert len(desk.requests) + desk.intake.rejected == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,  # more takes so long on a busy machine that hypothesis gives up
)


@given(st.dictionaries(st.sampled_from(sorted(wire.IssueTicket.__struct_fields__)), JSON))
def test_no_json_on_a_command_topic_does_harm(fields: dict[str, Any]) -> None:
    desk = Desk()
    payload = msgspec.json.encode(fields | {"kind": "issue_ticket"})
    with capture_logs():
        desk.receive(payload, "command/issue_ticket/k1", correlation=b"x")

    assert len(desk.requests) + desk.intake.rejected == 1
