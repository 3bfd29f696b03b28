"""Frames byte for byte as the two sources print them."""

import pytest

from hardware.keypad.codec import (
    Command,
    Damage,
    Frame,
    FrameDecoder,
    Key,
    acknowledge,
    beep,
    decode_key,
    show_numbers,
    show_stars,
    start_rating,
)

CALL_NEXT = Frame(5, Command.KEY, b"\x0c")
RATING_KEY_0 = Frame(5, Command.RATE, b"\x00")
FRAMES = [
    (CALL_NEXT, "FF 68 03 03 68 05 01 0C 12 16"),
    (Frame(5, Command.KEY, b"\x0d"), "FF 68 03 03 68 05 01 0D 13 16"),
    (Frame(5, Command.KEY, b"\x06\x0f"), "FF 68 04 04 68 05 01 06 0F 1B 16"),
    (show_numbers(5, None, "A123"), "FF 68 08 08 68 05 02 0A 0A 0A 01 02 03 2B 16"),
    (show_numbers(5, 7, None), "FF 68 08 08 68 05 02 00 00 07 0A 0A 0A 2C 16"),
    (show_stars(5, 5), "FF 68 03 03 68 05 02 05 0C 16"),
    (beep(5), "FF 68 02 02 68 05 03 08 16"),
    (start_rating(5), "FF 68 03 03 68 05 01 0B 11 16"),
    (RATING_KEY_0, "FF 68 03 03 68 05 11 00 16 16"),
    (acknowledge(RATING_KEY_0), "FF 68 03 03 68 05 01 00 06 16"),
]


@pytest.mark.parametrize(("frame", "printed"), FRAMES)
def test_frames_are_as_documented_both_ways(frame: Frame, printed: str) -> None:
    assert frame.encode() == bytes.fromhex(printed)
    assert FrameDecoder().feed(bytes.fromhex(printed)) == [frame]


def test_a_key_is_acknowledged_by_its_own_frame() -> None:
    assert acknowledge(CALL_NEXT) == CALL_NEXT


@pytest.mark.parametrize("checksum", [0x16, 0x68])
def test_a_checksum_may_look_like_an_end_or_a_start(checksum: int) -> None:
    frame = Frame(5, Command.KEY, bytes([(checksum - 6) % 256]))
    assert frame.encode()[-2] == checksum
    assert FrameDecoder().feed(frame.encode() + frame.encode()) == [frame, frame]


@pytest.mark.parametrize(
    ("data", "key"),
    [(key.value, key) for key in Key]
    + [
        (b"\x01\x0c", Key.CALL_NEXT),
        (b"\x0f", None),
        (b"\x05\x0f", None),
        (b"\x77", None),
        (b"", None),
    ],
)
def test_the_end_of_the_data_is_the_key(data: bytes, key: Key | None) -> None:
    assert decode_key(data) is key


@pytest.mark.parametrize(
    ("waiting", "number", "shown"),
    [
        (12, "A012", "000102 000102"),
        (0, None, "000000 101010"),
        (1200, "7", "090909 101007"),
        (None, "AB1234", "101010 020304"),
    ],
)
def test_a_display_has_three_digits_a_number(
    waiting: int | None, number: str | None, shown: str
) -> None:
    digits = shown.replace(" ", "")
    expected = [int(digits[i : i + 2]) for i in range(0, 12, 2)]
    assert list(show_numbers(5, waiting, number).data) == expected


@pytest.mark.parametrize(
    ("broken", "damage"),
    [
        ("FF 68 03 04 68 05 01 0C 12 16", Damage.HEADER),
        ("FF 68 03 03 67 05 01 0C 12 16", Damage.HEADER),
        ("FF 68 01 01 68 05 05 16", Damage.HEADER),
        ("FF 68 11 11 68 05 01 0C 12 16", Damage.HEADER),
        ("FF 68 03 03 68 05 01 0C 13 16", Damage.CHECKSUM),
        ("FF 68 03 03 68 05 01 0C 12 17", Damage.CHECKSUM),
    ],
)
def test_a_broken_frame_is_reported_and_the_next_is_whole(broken: str, damage: Damage) -> None:
    assert FrameDecoder().feed(bytes.fromhex(broken) + CALL_NEXT.encode()) == [damage, CALL_NEXT]


def test_silence_sets_a_frame_free_that_hid_behind_half_a_frame() -> None:
    decoder = FrameDecoder()
    half = bytes.fromhex("FF 68 0E 0E 68 05 01")

    assert decoder.feed(half + CALL_NEXT.encode()) == []
    assert decoder.in_frame
    assert decoder.end_of_burst() == [CALL_NEXT]
    assert not decoder.in_frame
