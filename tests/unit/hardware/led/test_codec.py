"""Frames byte for byte as the vendor prints them, and answers with everything named."""

from datetime import datetime

import pytest

from hardware.led.areas import Area, Box, update_areas
from hardware.led.codec import CRC16, SUM16, UNCHECKED, Damage, Frame, FrameDecoder, crc16
from hardware.led.commands import (
    CardError,
    CardFacts,
    CardStatus,
    Done,
    Odd,
    Refused,
    ask_facts,
    ask_status,
    clear_screen,
    ping,
    read_reply,
    set_brightness,
    switch_screen,
)
from tests.helpers import onbon, vectors

VECTORS = vectors.load("onbon.toml")
LEADS = b"\xa5" * 8
SCREEN = Box(0, 0, 128, 32)
WELCOME = Area(id=0, box=SCREEN, text="欢迎光临".encode("gbk"), timeout_s=10)
CALL = Area(id=0, box=SCREEN, text="请Z012到3号窗口".encode("gbk"), timeout_s=600)
OURS = {
    "ping_1": Frame(ping(), destination=1),
    "ping": Frame(ping()),
    "screen_on": Frame(switch_screen(on=True)),
    "screen_off": Frame(switch_screen(on=False)),
    "clear": Frame(clear_screen()),
    "brightness_8": Frame(set_brightness(8)),
    "welcome": Frame(update_areas([WELCOME])),
    "call_z012": Frame(update_areas([CALL])),
}
ACK = bytes.fromhex(VECTORS["answers"]["ack"])


def printed(group: str, name: str) -> bytes:
    return LEADS + bytes.fromhex(VECTORS[group][name])


def test_the_checksum_is_the_documents() -> None:
    assert crc16(b"123456789") == onbon.crc(b"123456789") == 0xBB3D


@pytest.mark.parametrize("name", VECTORS["requests"])
def test_requests_are_as_printed_both_ways(name: str) -> None:
    assert OURS[name].encode() == printed("requests", name)
    assert FrameDecoder().feed(printed("requests", name)) == [OURS[name]]


@pytest.mark.parametrize("group", ["requests", "answers", "others"])
def test_every_printed_frame_is_read_and_written_again_the_same(group: str) -> None:
    for name in VECTORS[group]:
        (frame,) = FrameDecoder().feed(printed(group, name))
        assert isinstance(frame, Frame)
        assert frame.encode() == printed(group, name)
        assert onbon.read_frame(printed(group, name)).group == frame.data[0]


@pytest.mark.parametrize("leads", [1, 2, 8, 9, 30])
def test_any_number_of_leads_will_do(leads: int) -> None:
    (frame,) = FrameDecoder().feed(b"\xa5" * leads + ACK)
    assert isinstance(frame, Frame)
    assert read_reply(frame.data) == Done()


@pytest.mark.parametrize(
    ("wire", "damage"),
    [
        (LEADS + ACK[:-3] + bytes([ACK[-3] ^ 1]) + ACK[-2:], Damage.CHECKSUM),
        (LEADS + b"\x00\x80\x5a", Damage.LENGTH),
        (LEADS + ACK[:12] + b"\x06" + ACK[13:], Damage.LENGTH),
        (LEADS + b"\x00\xa6\x07", Damage.ESCAPE),
        (LEADS + b"\x00\x5b\x5a", Damage.ESCAPE),
        (LEADS + bytes(5000), Damage.ENDLESS),
        (LEADS + ACK[:9] + LEADS, Damage.CUT),
    ],
)
def test_damage_is_named_and_costs_no_frame_behind_it(wire: bytes, damage: Damage) -> None:
    decoder = FrameDecoder()
    assert damage in decoder.feed(wire)
    assert [type(found) for found in decoder.feed(LEADS + ACK)] == [Frame]


@pytest.mark.parametrize("mode", [CRC16, SUM16, UNCHECKED])
def test_each_way_to_check_is_understood(mode: int) -> None:
    frame = Frame(ping(), check_mode=mode)
    assert FrameDecoder().feed(frame.encode()) == [frame]
    spoiled = frame.encode().replace(b"\xa2", b"\xa3")
    assert (FrameDecoder().feed(spoiled) == [Damage.CHECKSUM]) == (mode != UNCHECKED)


def test_an_answer_with_a_bar_code_in_its_header_is_read() -> None:
    plain = bytes.fromhex("00 80 FE FF 00 00 00 01") + b"0123456789ABCDEF"
    body = plain + bytes.fromhex("00 00 FE 02 05 00 A0 00 00 00 00")
    wire = LEADS + body + crc16(body).to_bytes(2, "little") + b"\x5a"
    assert FrameDecoder().feed(wire) == [Frame(b"\xa0\0\0\0\0", 0x8000, 0xFFFE)]


def reply_of(name: str) -> object:
    (frame,) = FrameDecoder().feed(printed("answers", name))
    assert isinstance(frame, Frame)
    return read_reply(frame.data)


def test_the_printed_answers_are_understood() -> None:
    assert reply_of("ack") == Done()
    assert reply_of("nack_checksum") == Refused(CardError.CHECKSUM, 5)
    assert reply_of("nack_busy") == Refused(CardError.BUSY, 3)


@pytest.mark.parametrize("number", range(256))
def test_every_error_has_a_name(number: int) -> None:
    reply = read_reply(bytes([0xA0, 1, number, 0, 0]))
    assert isinstance(reply, Refused)
    assert reply.number == number
    assert (reply.error is CardError.UNKNOWN) == (number > 16)


STATE = bytes([1, 15]) + bytes.fromhex("2026 11 28 06 19 30 05") + b"\x01P000"
TAIL = b"BARCODE-00000001" + bytes(12)


@pytest.mark.parametrize("tail", [TAIL, b""], ids=["", "old firmware"])
@pytest.mark.parametrize("special", [b"\0\0", b"\1\4", b""], ids=["", "special area", "5K1"])
@pytest.mark.parametrize("ids", [(), (0,), (0, 3), (0, 1, 2, 3, 4, 5, 6, 7)])
def test_a_status_is_read_in_every_layout(
    ids: tuple[int, ...], special: bytes, tail: bytes
) -> None:
    areas = bytes([len(ids), *ids])
    reply = read_reply(ask_status()[:2] + bytes(3) + STATE + special + areas + tail)

    assert isinstance(reply, CardStatus)
    assert reply.area_ids == ids
    assert (reply.on, reply.brightness, reply.programs, reply.program) == (True, 15, 1, "P000")
    assert reply.clock == datetime(2026, 11, 28, 19, 30, 5)  # noqa: DTZ001 - a card's own


@pytest.mark.parametrize(
    ("bcd", "clock"),
    [
        ("2620 11 28 06 19 30 05", datetime(2026, 11, 28, 19, 30, 5)),  # noqa: DTZ001
        ("0000 00 00 00 00 00 00", None),
        ("2026 02 31 06 19 30 05", None),
        ("FFFF FF FF FF FF FF FF", None),
    ],
)
def test_a_cards_clock_may_be_turned_or_missing(bcd: str, clock: datetime | None) -> None:
    state = bytes([2, 0]) + bytes.fromhex(bcd) + b"\x00\0\0\0\0"
    reply = read_reply(ask_status()[:2] + bytes(3) + state + b"\0\0\0" + TAIL)
    assert isinstance(reply, CardStatus)
    assert (reply.clock, reply.on) == (clock, False)


def test_what_fits_no_layout_is_odd_and_never_raises() -> None:
    assert read_reply(ask_status()[:2] + bytes(3) + STATE + b"\7\7\7") == Odd(b"\xa1\x02")
    assert read_reply(ask_status()[:2] + bytes(3)) == Odd(b"\xa1\x02")
    assert read_reply(b"\xa2\x0a\0\0\0\1") == Odd(b"\xa2\x0a")
    assert read_reply(b"\xb7\0\0\0\0") == Odd(b"\xb7\0")
    assert read_reply(b"") == Odd(b"")


def test_a_card_says_how_large_its_screen_is() -> None:
    body = bytes.fromhex("01 00 61 01 80 00 20 00") + bytes(18)
    facts = CardFacts(address=1, device_type=0x61, width=128, height=32)
    assert read_reply(ask_facts()[:2] + bytes(3) + body) == facts


def test_a_brightness_there_is_not_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="16"):
        set_brightness(16)
