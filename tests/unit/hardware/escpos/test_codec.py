"""What a printer says about itself."""

from typing import Any

import pytest

from hardware.escpos.codec import (
    BLOCK_BYTES_MAX,
    Ask,
    Fault,
    MarkReply,
    Paper,
    PrintedReply,
    PrinterStatus,
    RealTimeReply,
    StatusDecoder,
    TextReply,
    decode_real_time,
    decode_status_back,
)
from tests.helpers import vectors

VECTORS = vectors.load("escpos.toml")
IDLE = bytes.fromhex("10 00 00 00")


def status_of(facts: dict[str, Any]) -> PrinterStatus:
    return PrinterStatus(
        offline=facts.get("offline", False),
        cover_open=facts.get("cover_open", False),
        paper=Paper(facts.get("paper", "ok")),
        fault=Fault(facts["fault"]) if "fault" in facts else None,
    )


@pytest.mark.parametrize("vector", VECTORS["real_time"], ids=lambda vector: vector["what"])
def test_real_time_answers_make_one_status(vector: dict[str, Any]) -> None:
    status = decode_real_time(
        printer=vector["printer"],
        offline_cause=vector["offline_cause"],
        roll=vector["roll"],
        error_cause=vector.get("error_cause", 0),
    )

    assert status == status_of(vector["status"])
    assert status.ready == (not vector["status"].get("offline", False))


@pytest.mark.parametrize("vector", VECTORS["status_back"], ids=lambda vector: vector["bytes"])
def test_an_automatic_status_tells_the_same(vector: dict[str, Any]) -> None:
    block = bytes.fromhex(vector["bytes"])

    assert decode_status_back(block) == status_of(vector["status"])
    assert StatusDecoder().feed(block) == [status_of(vector["status"])]


def test_questions_are_the_reference_s_bytes() -> None:
    assert [ask.request.hex(" ") for ask in Ask] == [
        "10 04 01",
        "10 04 02",
        "10 04 03",
        "10 04 04",
    ]


def test_each_kind_of_answer_is_told_from_the_others() -> None:
    stream = (
        b"\x12" + IDLE + b"\x0c" + b"\x11\x13" + b"\x5fEPSON\x00" + b"\x37\x22A012\x00" + b"\x03"
    )

    assert StatusDecoder().feed(stream) == [
        RealTimeReply(0x12),
        PrinterStatus(),
        PrintedReply(Paper.OUT),
        TextReply(0x5F, b"EPSON"),
        MarkReply(b"A012"),
        PrintedReply(Paper.NEAR_END),
    ]


def test_a_status_cut_short_costs_no_later_answer() -> None:
    assert StatusDecoder().feed(b"\x10\x00" + b"\x12" + b"\x10\x00\x00" + IDLE) == [
        RealTimeReply(0x12),
        PrinterStatus(),
    ]


def test_an_endless_text_is_given_up() -> None:
    decoder = StatusDecoder()

    assert decoder.feed(b"\x5f" + b"x" * BLOCK_BYTES_MAX) == []
    assert decoder.feed(b"\x12") == [RealTimeReply(0x12)]
