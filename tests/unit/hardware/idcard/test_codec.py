"""Frames byte for byte as the makers' documents print them."""

import pytest

from hardware.errors import MalformedReply
from hardware.idcard.codec import (
    Damage,
    FrameDecoder,
    Outcome,
    Reply,
    Request,
    Status,
    decode_card_text,
    decode_reply,
    decode_sam_id,
    encode_frame,
)
from simulation.devices.cards import SyntheticCard
from tests.helpers.cards import FOREIGNER, PERMIT, RESIDENT

REQUESTS = [
    (Request.SAM_STATUS.value, "AAAAAA9669 0003 11FF ED"),
    (Request.SAM_ID.value, "AAAAAA9669 0003 12FF EE"),
    (Request.FIND_CARD.value, "AAAAAA9669 0003 2001 22"),
    (Request.SELECT_CARD.value, "AAAAAA9669 0003 2002 21"),
    (Request.READ_CARD.value, "AAAAAA9669 0003 3001 32"),
    (Request.READ_NEW_ADDRESS.value, "AAAAAA9669 0003 3003 30"),
    (b"\x10\xff", "AAAAAA9669 0003 10FF EC"),
    (Request.READ_CARD_AND_FINGERPRINT.value, "AAAAAA9669 0003 3010 23"),
    (Request.READ_MANAGEMENT_NUMBER.value, "AAAAAA9669 0003 3005 36"),
    (Request.SET_BAUD_115200.value, "AAAAAA9669 0003 6000 63"),
    (Request.SET_BAUD_9600.value, "AAAAAA9669 0003 6004 67"),
    (b"\x61\xff\x50", "AAAAAA9669 0004 61FF50 CA"),
]
REPLIES = [
    (Reply(Status.CARD_FOUND, bytes(4)), "AAAAAA9669 0008 00009F 00000000 97"),
    (Reply(Status.OK, bytes(8)), "AAAAAA9669 000C 000090 0000000000000000 9C"),
    (Reply(Status.OK, b""), "AAAAAA9669 0004 000090 94"),
]
STATUS_CHECKS = {
    0x80: 0x84,
    0x81: 0x85,
    0x41: 0x45,
    0x91: 0x95,
    0x10: 0x14,
    0x11: 0x15,
    0x21: 0x25,
    0x23: 0x27,
    0x31: 0x35,
    0x32: 0x36,
    0x60: 0x64,
    0x66: 0x62,
}
WHOLE_CARDS = [(RESIDENT, 0x31), (PERMIT, 0xC6), (FOREIGNER, 0x4E)]


def decode_one(frame: bytes) -> Reply:
    [payload] = FrameDecoder().feed(frame)
    assert isinstance(payload, bytes)
    return decode_reply(payload)


@pytest.mark.parametrize(("payload", "frame"), REQUESTS)
def test_requests_are_framed_as_documented(payload: bytes, frame: str) -> None:
    assert encode_frame(payload) == bytes.fromhex(frame)
    assert FrameDecoder().feed(bytes.fromhex(frame)) == [payload]


@pytest.mark.parametrize(("reply", "frame"), REPLIES)
def test_replies_are_read_as_documented(reply: Reply, frame: str) -> None:
    assert decode_one(bytes.fromhex(frame)) == reply


@pytest.mark.parametrize(("status", "check"), STATUS_CHECKS.items())
def test_a_reply_may_be_a_status_alone(status: int, check: int) -> None:
    frame = bytes.fromhex("AAAAAA9669 0004 0000") + bytes([status, check])
    assert decode_one(frame) == Reply(Status(status), b"")


@pytest.mark.parametrize(("card", "check"), WHOLE_CARDS)
def test_a_whole_card_is_1295_bytes_with_the_documented_check(
    card: SyntheticCard, check: int
) -> None:
    payload = bytes.fromhex("000090 0100 0400") + card.text + bytes(1024)
    frame = encode_frame(payload)

    assert len(frame) == 1295
    assert frame[:14] == bytes.fromhex("AAAAAA9669 0508 000090 0100 0400")
    assert frame[-1] == check
    assert decode_card_text(decode_one(frame).data) == card.text


@pytest.mark.parametrize(
    ("fingerprint", "length", "head"),
    [(1024, 2321, "090A"), (512, 1809, "070A"), (0, 1297, "050A")],
)
def test_a_card_with_fingerprints_is_read_without_them(
    fingerprint: int, length: int, head: str
) -> None:
    lengths = bytes.fromhex("0100 0400") + fingerprint.to_bytes(2, "big")
    data = lengths + RESIDENT.text + bytes(1024) + b"\xfe" * fingerprint
    frame = encode_frame(bytes.fromhex("000090") + data)
    assert (len(frame), frame[5:7]) == (length, bytes.fromhex(head))
    assert decode_card_text(decode_one(frame).data) == RESIDENT.text


@pytest.mark.parametrize("fingerprint", [1, 256, 1025, 0xFFFF])
def test_fingerprints_of_another_length_are_refused(fingerprint: int) -> None:
    lengths = bytes.fromhex("0100 0400") + fingerprint.to_bytes(2, "big")
    with pytest.raises(MalformedReply):
        decode_card_text(lengths + RESIDENT.text + bytes(1024 + fingerprint))


def test_the_sam_id_reads_as_makers_print_it() -> None:
    reply = decode_one(
        bytes.fromhex("AAAAAA9669 0014 000090 0500 0100 91B23401 87D61200 B168DE3A E8")
    )
    assert decode_sam_id(reply.data) == "05.01-20230801-0001234567-0987654321"


@pytest.mark.parametrize("data", [b"", bytes(15), bytes(17)])
def test_a_sam_id_of_another_length_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedReply):
        decode_sam_id(data)


def test_every_status_has_an_outcome() -> None:
    assert {status.outcome for status in Status} == set(Outcome)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (0x80, Outcome.NO_CARD),
        *((code, Outcome.REPLACE_CARD) for code in (0x81, 0x31, 0x32, 0x33, 0x40, 0x41, 0x47)),
        *((code, Outcome.READER_FAULT) for code in (0x60, 0x66, 0x24)),
        *((code, Outcome.NOT_UNDERSTOOD) for code in (0x10, 0x11, 0x21, 0x23)),
    ],
)
def test_statuses_mean_what_a_visitor_is_told(status: int, outcome: Outcome) -> None:
    assert Status(status).outcome is outcome


@pytest.mark.parametrize("payload", [b"", b"\0\0", b"\0\0\x77"])
def test_a_reply_without_a_known_status_is_refused(payload: bytes) -> None:
    with pytest.raises(MalformedReply):
        decode_reply(payload)


@pytest.mark.parametrize(
    "head", ["0100 0000", "0000 0400", "0102 0400"], ids=["no photo", "no text", "longer text"]
)
def test_card_data_with_other_inner_lengths_is_refused(head: str) -> None:
    with pytest.raises(MalformedReply):
        decode_card_text(bytes.fromhex(head) + RESIDENT.text + RESIDENT.photo)


def test_a_card_cut_short_is_refused() -> None:
    with pytest.raises(MalformedReply):
        decode_card_text(bytes.fromhex("0100 0400") + RESIDENT.text)


def test_damage_is_reported_and_the_next_frame_is_whole() -> None:
    good = encode_frame(b"\x20\x01")
    wrong_check = good[:-1] + b"\x00"
    wrong_length = bytes.fromhex("AAAAAA9669 FFFF 2001 22")

    assert FrameDecoder().feed(wrong_check + good) == [Damage.CHECKSUM, b"\x20\x01"]
    assert FrameDecoder().feed(wrong_length + good) == [Damage.LENGTH, b"\x20\x01"]


def test_an_extra_aa_before_a_frame_does_no_harm() -> None:
    assert FrameDecoder().feed(b"\xaa\xaa" + encode_frame(b"\x20\x01")) == [b"\x20\x01"]


def test_a_reset_forgets_a_half_frame() -> None:
    decoder = FrameDecoder()
    frame = encode_frame(b"\x20\x01")
    decoder.feed(frame[:-1])

    decoder.reset()

    assert decoder.feed(frame[-1:] + frame) == [b"\x20\x01"]


def test_a_reply_shows_nothing_of_a_card() -> None:
    assert "data" not in repr(Reply(Status.OK, RESIDENT.text))
