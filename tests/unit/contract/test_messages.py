"""Messages as bytes: what a stranger may leave out, add, or get wrong."""

import json
from typing import Any

import pytest

from contract.ids import CommandId, EpochMs
from contract.messages.answers import AnyAnswer, Refused, TicketSlip
from contract.messages.base import PAYLOAD_BYTES_MAX, MalformedMessage, decode, encode
from contract.messages.commands import AnyCommand, CallNext
from contract.messages.state import HallState

CALL_NEXT: dict[str, Any] = {
    "kind": "call_next",
    "command_id": "0193539c-0000-7000-8000-000000000001",
    "sent_at_ms": 1_795_379_659_000,
    "expires_at_ms": 1_795_379_664_000,
    "window_id": "w1",
}
PAUSE: dict[str, Any] = {**CALL_NEXT, "kind": "pause_window", "reason": "lunch"}
RATE: dict[str, Any] = {
    **CALL_NEXT, "kind": "rate_service", "service_id": "s", "level": 5, "source": "keypad",
}  # fmt: skip


def read(fields: dict[str, Any]) -> Any:
    return decode(json.dumps(fields).encode(), AnyCommand)


def test_the_kind_chooses_the_type() -> None:
    command = read(CALL_NEXT)
    assert isinstance(command, CallNext)
    assert command.window_id == "w1"


def test_unknown_fields_are_ignored() -> None:
    assert read({**CALL_NEXT, "mood": {"deep": [1, 2]}}) == read(CALL_NEXT)


def test_the_kind_is_written_first_so_that_people_can_read_it() -> None:
    assert encode(read(CALL_NEXT)).startswith(b'{"kind":"call_next","command_id":')


def test_what_may_be_left_out_is_filled_in() -> None:
    refused: AnyAnswer = decode(
        b'{"result":"refused","command_id":"c","answered_at_ms":1,"code":"x","message":"y"}',
        AnyAnswer,
    )
    assert isinstance(refused, Refused)
    assert refused.facts == {}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "missing required field `kind`"),
        ({**CALL_NEXT, "kind": "dance"}, "Invalid value 'dance' - at `$.kind`"),
        ({**CALL_NEXT, "window_id": 7}, "Expected `str`, got `int` - at `$.window_id`"),
        ({**CALL_NEXT, "command_id": ""}, "at `$.command_id`"),
        ({**CALL_NEXT, "command_id": "c" * 65}, "at `$.command_id`"),
        ({**CALL_NEXT, "sent_at_ms": -1}, "at `$.sent_at_ms`"),
        ({**CALL_NEXT, "sent_at_ms": 2**53}, "at `$.sent_at_ms`"),
        ({**CALL_NEXT, "sent_at_ms": 10**30}, "at `$.sent_at_ms`"),
        ({**CALL_NEXT, "expires_at_ms": 1.5}, "Expected `int`, got `float`"),
        ({**PAUSE, "reason": "a" * 201}, "at `$.reason`"),
        ({**PAUSE, "reason": "\x1b@"}, "at `$.reason`"),
        ({**PAUSE, "reason": "a\x00"}, "at `$.reason`"),
        ({**RATE, "level": 0}, "at `$.level`"),
        ({**RATE, "level": 6}, "at `$.level`"),
        ({**RATE, "source": "thought"}, "at `$.source`"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(MalformedMessage) as caught:
        read(fields)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff\xfe", b"null", b"[]", b"[" * 10_000, b'{"kind":', b'"\\ud800"', b'{"a":NaN}'],
)
def test_bytes_that_are_no_message_are_malformed_and_no_crash(payload: bytes) -> None:
    with pytest.raises(MalformedMessage):
        decode(payload, AnyCommand)


def test_deep_nesting_in_an_ignored_field_is_malformed_and_no_crash() -> None:
    deep = b"[" * 20_000 + b"]" * 20_000
    with pytest.raises(MalformedMessage):
        decode(json.dumps(CALL_NEXT)[:-1].encode() + b',"x":' + deep + b"}", AnyCommand)


def test_a_payload_beyond_the_limit_is_not_even_parsed() -> None:
    with pytest.raises(MalformedMessage, match="at most 65536 are allowed"):
        decode(b" " * (PAYLOAD_BYTES_MAX + 1), AnyCommand)


@pytest.mark.parametrize("wrong", [{"at_ms": 2**53}, {"at_ms": -1}, {"stale_after_s": 10**400}])
def test_a_heartbeat_that_no_calendar_or_screen_can_hold_is_malformed(
    wrong: dict[str, int],
) -> None:
    beat = {"day": "2026-11-22", "open": True, "hall_file_digest": "0" * 12}
    with pytest.raises(MalformedMessage):
        decode(json.dumps({**beat, "at_ms": 1, "stale_after_s": 1, **wrong}).encode(), HallState)


def test_chinese_stands_as_itself() -> None:
    refused = Refused(
        command_id=CommandId("c"), answered_at_ms=EpochMs(1), code="x", message="自助机"
    )
    assert "自助机".encode() in encode(refused)


def test_an_unknown_wait_is_said_as_null() -> None:
    slip: TicketSlip = decode(
        b'{"ticket_id":"d.A001","number":"A001","group_id":"g","item_id":null,"issued_at_ms":1,'
        b'"ahead":0,"wait_ms":null}',
        TicketSlip,
    )
    assert slip.wait_ms is None
