"""Whatever the line does to the bytes, a keypad's frames come out whole or not at all."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.keypad import Key, KeypadEvent, KeypadSettings, KeyPressed
from hardware.keypad.codec import LENGTH_MAX, Command, Damage, Frame, FrameDecoder
from hardware.keypad.conversation import Conversation

BYTE = st.integers(0, 255)
FRAMES = st.builds(Frame, BYTE, BYTE, st.binary(max_size=LENGTH_MAX - 2))
NOISE = st.binary(max_size=30).map(lambda noise: noise.replace(b"\xff", b"\x00"))
FRAME_BYTES_MAX = LENGTH_MAX + 7


def feed_in_pieces(decoder: FrameDecoder, stream: bytes, cuts: set[int]) -> list[Frame | Damage]:
    edges = [0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)]
    return [item for a, b in pairwise(edges) for item in decoder.feed(stream[a:b])]


@given(st.lists(FRAMES, max_size=8), st.sets(st.integers(0, 200)))
def test_frames_survive_any_chunking(frames: list[Frame], cuts: set[int]) -> None:
    stream = b"".join(frame.encode() for frame in frames)
    assert feed_in_pieces(FrameDecoder(), stream, cuts) == frames


@given(st.lists(st.tuples(NOISE, FRAMES), max_size=6), st.sets(st.integers(0, 300)))
def test_noise_between_frames_costs_none_of_them(
    parts: list[tuple[bytes, Frame]], cuts: set[int]
) -> None:
    stream = b"".join(noise + frame.encode() for noise, frame in parts)
    assert feed_in_pieces(FrameDecoder(), stream, cuts) == [frame for _, frame in parts]


@given(FRAMES, st.data())
def test_a_frame_behind_one_cut_short_is_found_by_the_next_silence(
    frame: Frame, data: st.DataObject
) -> None:
    decoder = FrameDecoder()
    short = frame.encode()[: data.draw(st.integers(0, len(frame.encode()) - 1))]
    whole = Frame(5, Command.KEY, Key.CALL_NEXT.value)

    assert whole in decoder.feed(short + whole.encode()) + decoder.end_of_burst()


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_what_waits_in_a_decoder_is_bounded(chunks: list[bytes]) -> None:
    decoder = FrameDecoder()
    for chunk in chunks:
        decoder.feed(chunk)
        assert len(decoder._buffer) <= FRAME_BYTES_MAX


@given(
    st.sampled_from(Key),
    st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.49)), min_size=1, max_size=6),
)
def test_one_press_is_told_once_whatever_is_lost(
    key: Key, repeats: list[tuple[bool, float]]
) -> None:
    talk = Conversation({5}, KeypadSettings())
    frame = Frame(5, Command.KEY, key.value)
    told: list[KeypadEvent] = []
    now_s = 0.0
    for damaged, pause_s in repeats:
        wire = frame.encode()
        sent = wire[:-1] + b"\x00" if damaged else wire
        told += talk.hear(sent, now_s=now_s).events
        told += talk.hear_silence(now_s=now_s).events
        now_s += pause_s if not damaged else 0.0
    heard_any = any(not damaged for damaged, _ in repeats)
    assert told == ([KeyPressed(5, key)] if heard_any else [])
