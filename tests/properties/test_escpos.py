"""Rules of the printer's two byte streams that hold for any bytes in any pieces."""

import itertools
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from hardware.escpos.codec import BLOCK_BYTES_MAX, RealTimeReply, Reply, StatusDecoder
from hardware.escpos.wrap import wrap
from simulation.devices.printer_commands import RealTimeScanner, Tokenizer

REAL_TIME = st.sampled_from([b"\x12", b"\x1a", b"\x16", b"\x32", b"\x52", b"\x7e", b"\x1e"])
STATUS_BACK = st.tuples(
    st.sampled_from([0x10, 0x14, 0x18, 0x38]),
    *[st.sampled_from([0x00, 0x03, 0x08, 0x0C, 0x0F])] * 3,
).map(bytes)
PRINTED = st.sampled_from([b"\x00", b"\x03", b"\x0c"])
TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=20).map(
    lambda text: b"\x5f" + text.encode("latin-1") + b"\x00"
)
REPLIES = st.lists(st.one_of(REAL_TIME, STATUS_BACK, PRINTED, TEXT), max_size=30)

COMMANDS = st.lists(
    st.one_of(
        st.binary(min_size=1, max_size=1).filter(lambda byte: byte not in b"\x10\x1b\x1c\x1d"),
        st.sampled_from(
            [b"\x1b@", b"\x1ba\x01", b"\x1d!\x77", b"\x1dVB\x00", b"\x1dV\x01", b"\x1c&"]
        ),
        st.binary(max_size=40).map(
            lambda data: b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data
        ),
        st.integers(0, 20).map(
            lambda rows: b"\x1dv0\x00\x02\x00%c\x00" % rows + b"\x10\x04" * rows
        ),
    ),
    max_size=30,
)


def pieces(stream: bytes, data: st.DataObject) -> Iterator[bytes]:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)), max_size=10)))
    return (stream[a:b] for a, b in itertools.pairwise([0, *cuts, len(stream)]))


@given(REPLIES, st.data())
def test_each_reply_is_understood_however_the_stream_is_cut(
    replies: list[bytes], data: st.DataObject
) -> None:
    alone: list[Reply] = [reply for sent in replies for reply in StatusDecoder().feed(sent)]
    decoder = StatusDecoder()

    assert len(alone) == len(replies)
    assert [
        reply for piece in pieces(b"".join(replies), data) for reply in decoder.feed(piece)
    ] == alone


@given(REPLIES, st.data())
def test_flow_control_may_stand_anywhere(replies: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(replies)
    held = b"\x13\x11".join(pieces(stream, data))

    assert StatusDecoder().feed(held) == StatusDecoder().feed(stream)


@given(st.binary(max_size=400))
def test_after_any_noise_the_second_answer_at_the_latest_is_understood(noise: bytes) -> None:
    decoder = StatusDecoder()
    decoder.feed(noise)
    decoder.feed(bytes(1))  # what ends a text that noise began

    assert RealTimeReply(0x1A) in decoder.feed(b"\x1a\x1a")
    assert len(decoder._pending) <= BLOCK_BYTES_MAX


@given(COMMANDS, st.data())
def test_commands_are_told_apart_however_the_stream_is_cut(
    commands: list[bytes], data: st.DataObject
) -> None:
    tokenizer = Tokenizer()

    assert [
        token for piece in pieces(b"".join(commands), data) for token in tokenizer.feed(piece)
    ] == commands


@given(st.binary(max_size=300), st.data())
def test_no_byte_is_lost_whatever_comes(stream: bytes, data: st.DataObject) -> None:
    tokenizer = Tokenizer()
    tokens = b"".join(token for piece in pieces(stream, data) for token in tokenizer.feed(piece))

    assert stream.startswith(tokens)
    assert len(stream) == len(tokens) + tokenizer.pending_bytes


@given(st.binary(max_size=60), st.data())
def test_real_time_requests_are_found_however_the_stream_is_cut(
    stream: bytes, data: st.DataObject
) -> None:
    stream = stream.replace(b"\x00", b"\x10\x04\x01")
    scanner = RealTimeScanner()

    assert [
        found for piece in pieces(stream, data) for found in scanner.feed(piece)
    ] == RealTimeScanner().feed(stream)
    assert RealTimeScanner().feed(stream).count(b"\x10\x04\x01") == stream.count(b"\x10\x04\x01")


@given(st.text(st.sampled_from("ab 综，（）。12"), max_size=60), st.integers(1, 12))
def test_wrapped_lines_fit_and_hold_every_character(text: str, width: int) -> None:
    lines = wrap(text, lambda line: len(line) <= width)

    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
