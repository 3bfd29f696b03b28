"""Any bytes in any chunks, and codes among them; keys at any times."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.scanner import Scanned, ScannerSettings, Verdict, WedgeScanner
from hardware.scanner.codec import Garbage, ScanDecoder

SETTINGS = ScannerSettings()
CODES = st.text("ABCDEFGHJKMNPQRSTUVWXYZ0123456789-:/.", min_size=4, max_size=60)
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\x03\r"])


def chunked(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(edges)]


@given(st.lists(st.tuples(CODES, ENDS), max_size=5), st.lists(st.integers(0, 400), max_size=8))
def test_codes_survive_any_chunking(codes: list[tuple[str, bytes]], cuts: list[int]) -> None:
    decoder = ScanDecoder(SETTINGS)
    data = b"".join(code.encode() + end for code, end in codes)
    found = [text for chunk in chunked(data, cuts) for text in decoder.feed(chunk)]
    assert found == [code for code, _ in codes]


@given(st.lists(st.binary(max_size=80), max_size=8), CODES)
def test_a_code_behind_any_noise_is_whole(noise: list[bytes], code: str) -> None:
    decoder = ScanDecoder(SETTINGS)
    for chunk in noise:
        for text in decoder.feed(chunk):
            assert isinstance(text, Garbage) or text.isprintable()
    decoder.silence()
    assert decoder.feed(code.encode() + b"\r") == [code]


KEYS = st.lists(st.tuples(st.sampled_from("A1-\r\t"), st.integers(51, 5000)), max_size=30)


@given(KEYS)
def test_whoever_types_slower_than_a_scanner_gets_every_key(keys: list[tuple[str, int]]) -> None:
    told: list[object] = []
    scanner, at_ms = WedgeScanner(told.append), 0
    for sign, gap_ms in keys:
        at_ms += gap_ms
        assert scanner.pause() is Verdict.OWN
        assert scanner.press(sign, at_ms) is not Verdict.SWALLOW
    assert told == []


@given(CODES, st.data())
def test_a_scan_is_swallowed_whole_at_any_speed_of_a_scanner(
    code: str, data: st.DataObject
) -> None:
    told: list[object] = []
    scanner, at_ms = WedgeScanner(told.append), 100
    for sign in code + "\r":
        at_ms += data.draw(st.integers(0, 50))
        assert scanner.press(sign, at_ms) is not Verdict.OWN
    assert told == [Scanned(code)]
