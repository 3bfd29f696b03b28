import pytest

from hardware.scanner import ScannerSettings
from hardware.scanner.codec import Garbage, ScanDecoder
from tests.helpers.zones import PASSPORT

LINE, TAB, NONE = (
    ScannerSettings(suffix="line"),
    ScannerSettings(suffix="tab"),
    ScannerSettings(suffix="none"),
)


def read(data: bytes, settings: ScannerSettings = LINE) -> list[str | Garbage]:
    return ScanDecoder(settings).feed(data)


@pytest.mark.parametrize(
    "data",
    [
        b"A012-7F3\r",
        b"A012-7F3\n",
        b"A012-7F3\r\n",
        b"\x02A012-7F3\x03",
        b"\x02A012-7F3\x03\r\n",
        b"\r\n\r\nA012-7F3\r",
        b"half a code\x02A012-7F3\r",  # STX: what came before was none
        b"]Q1A012-7F3\r",  # the scanner says that it was a QR code
        b"  A012-7F3 \r",
    ],
)
def test_a_code_is_the_same_however_it_is_framed(data: bytes) -> None:
    assert read(data) == ["A012-7F3"]


def test_a_tab_ends_a_code_if_the_scanner_is_set_so() -> None:
    assert read(b"A012-7F3\tB001-222\t", TAB) == ["A012-7F3", "B001-222"]
    assert isinstance(read(b"A012\tB001\r")[0], Garbage)


def test_a_prefix_is_taken_off() -> None:
    settings = ScannerSettings(prefix="~")
    assert read(b"~A012-7F3\r", settings) == ["A012-7F3"]
    assert read(b"A012-7F3\r", settings) == ["A012-7F3"]


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\xfd\xfc\r", b"ABC\x07DEF\r", b"ABC\r", b"X" * 513 + b"\r", "签\x85到码\r".encode()],
)
def test_what_is_no_code_is_refused_and_never_repeated(data: bytes) -> None:
    [refused] = read(data)
    assert isinstance(refused, Garbage)
    assert "ABC" not in refused.cause
    assert "X" not in refused.cause


def test_a_text_without_an_end_is_bounded_and_said_once() -> None:
    decoder = ScanDecoder(LINE)
    found = [each for _ in range(100) for each in decoder.feed(b"X" * 1000)]
    assert len(found) == 1
    assert decoder.feed(b"tail\rA012-7F3\r") == ["A012-7F3"]


def test_silence_ends_a_code_only_if_nothing_else_does() -> None:
    decoder = ScanDecoder(NONE)
    assert decoder.feed(b"A012-7F3") == []
    assert decoder.silence() == ["A012-7F3"]
    decoder = ScanDecoder(LINE)
    decoder.feed(b"A012-7F")
    [refused] = decoder.silence()
    assert isinstance(refused, Garbage)
    assert "A012" not in refused.cause
    assert "suffix" in refused.cause
    assert decoder.silence() == []
    assert decoder.feed(b"B001-222\r") == ["B001-222"]  # never stuck together


def test_a_whole_zone_needs_no_end_at_all() -> None:
    decoder = ScanDecoder(LINE)
    zone = "".join(PASSPORT)
    assert decoder.feed(zone.encode()) == []
    assert decoder.silence() == [zone]
