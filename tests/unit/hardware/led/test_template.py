"""Simple bars, byte for byte."""

import pytest

from hardware.led.bar import Row
from hardware.led.template import (
    DigitBar,
    TemplateBar,
    TemplateOptions,
    checksum,
    digits_frame,
    hexadecimal,
    template_frame,
)


def test_the_printed_frame_of_a_digit_display() -> None:
    assert digits_frame(5, "999") == bytes.fromhex("05 03 E7 EF")


@pytest.mark.parametrize(
    ("number", "value"), [("A012", 12), ("B", 0), ("", 0), ("A99999", 0xFFFF), ("٣", 0)]
)
def test_a_digit_display_shows_the_digits_of_a_number(number: str, value: int) -> None:
    frame = digits_frame(1, number)
    assert int.from_bytes(frame[1:3]) == value
    assert frame[3] == sum(frame[:3]) & 0xFF


def test_a_digit_display_without_a_number_shows_what_stands_for_none() -> None:
    bar = DigitBar(2, blank=0xAAAA)
    assert bar.frame(None, 0)[:3] == b"\x02\xaa\xaa"
    assert bar.frame(Row("热情为您服务"), 0)[:3] == b"\x02\xaa\xaa"
    assert bar.frame(Row("请A007到3号窗口", "A007"), 0)[:3] == b"\x02\x00\x07"


@pytest.mark.parametrize(
    ("kind", "data", "found"),
    [
        ("none", b"abc", ""),
        ("sum8", b"\xff\x02", "01"),
        ("xor8", b"\x3a\x41", "7b"),
        ("crc16", b"123456789", "3d bb"),
    ],
)
def test_checksums(kind: str, data: bytes, found: str) -> None:
    assert checksum(data, kind) == bytes.fromhex(found)  # type: ignore[arg-type]


TEXT = "窗口".encode("gbk")


@pytest.mark.parametrize(
    ("options", "frame"),
    [
        (TemplateOptions(prefix="3A", suffix="0A"), b"\x3a" + TEXT + b"\x0a"),
        (
            TemplateOptions(prefix="7E {address} {length}", suffix="26", address=9),
            b"\x7e\x09\x04" + TEXT + b"\x26",
        ),
        (TemplateOptions(prefix="3A", width=6), b"\x3a" + TEXT + b"  "),
        (TemplateOptions(width=3), "…".encode("gbk") + b" "),
        (
            TemplateOptions(prefix="3A", suffix="0A", checksum="sum8"),
            b"\x3a" + TEXT + bytes([(0x3A + sum(TEXT)) & 0xFF]) + b"\x0a",
        ),
        (
            TemplateOptions(prefix="3A", suffix="0A", checksum="sum8", checksum_covers="text"),
            b"\x3a" + TEXT + bytes([sum(TEXT) & 0xFF]) + b"\x0a",
        ),
        (
            TemplateOptions(prefix="3A", suffix="0A", checksum="sum8", checksum_last=True),
            b"\x3a" + TEXT + b"\x0a" + bytes([(0x3A + 0x0A + sum(TEXT)) & 0xFF]),
        ),
    ],
)
def test_a_frame_is_what_the_template_says(options: TemplateOptions, frame: bytes) -> None:
    assert template_frame(options, "窗口") == frame


def test_rows_may_be_named_in_the_frame() -> None:
    bar = TemplateBar(TemplateOptions(prefix="7E {row}", rows=2))
    assert bar.frame(Row("A"), 1) == b"\x7e\x01A"
    assert bar.frame(None, 0) == b"\x7e\x00"


@pytest.mark.parametrize("template", ["3", "3A 4", "{adress}", "0x3A", "窗"])
def test_a_template_that_is_none_is_refused_at_once(template: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        TemplateBar(TemplateOptions(prefix=template))
    with pytest.raises(ValueError, match="hexadecimal"):
        hexadecimal(template)
