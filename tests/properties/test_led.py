"""Whatever the line does to the bytes, a card's frames come out whole or not at all."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.led.areas import Area, Box, Effect, RunMode, Side, update_areas
from hardware.led.codec import DATA_BYTES_MAX, Damage, Frame, FrameDecoder
from hardware.led.commands import read_reply
from hardware.led.template import TemplateOptions, template_frame
from hardware.led.text import fit
from simulation.devices.led_areas import read_update
from simulation.devices.led_simple import SimTemplateBar
from tests.helpers import onbon

U16 = st.integers(0, 0xFFFF)
SPECIAL = st.sampled_from(b"\xa5\xa6\x5a\x5b\x01\x02").map(lambda byte: bytes([byte]))
DATA = st.lists(st.one_of(SPECIAL, st.binary(max_size=8)), max_size=20).map(b"".join)
FRAMES = st.builds(
    Frame, DATA, U16, U16, st.integers(0, 255), over_programs=st.booleans(),
    check_mode=st.sampled_from([0, 1]),
)  # fmt: skip
NOISE = st.binary(max_size=30).map(lambda noise: noise.replace(b"\xa5", b"\x00"))
DOTS = st.integers(0, 0x7FFF)
AREAS = st.builds(
    Area, id=st.integers(0, 254), box=st.builds(Box, DOTS, U16, DOTS, U16), text=DATA,
    run_mode=st.sampled_from(RunMode), timeout_s=U16, across=st.sampled_from(Side),
    down=st.sampled_from(Side), single_line=st.booleans(), wraps=st.booleans(),
    effect=st.sampled_from(Effect),
)  # fmt: skip


def feed_in_pieces(decoder: FrameDecoder, stream: bytes, cuts: set[int]) -> list[Frame | Damage]:
    edges = [0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)]
    return [item for a, b in pairwise(edges) for item in decoder.feed(stream[a:b])]


@given(st.lists(FRAMES, max_size=6), st.sets(st.integers(0, 600)))
def test_frames_survive_any_chunking(frames: list[Frame], cuts: set[int]) -> None:
    stream = b"".join(frame.encode() for frame in frames)
    assert feed_in_pieces(FrameDecoder(), stream, cuts) == frames


@given(st.lists(st.tuples(NOISE, st.integers(1, 12), FRAMES), max_size=5), st.sets(st.integers()))
def test_noise_between_frames_costs_none_of_them(
    parts: list[tuple[bytes, int, Frame]], cuts: set[int]
) -> None:
    stream = b"".join(
        noise + b"\xa5" * leads + frame.encode().lstrip(b"\xa5") for noise, leads, frame in parts
    )
    cuts = {abs(cut) for cut in cuts}
    assert feed_in_pieces(FrameDecoder(), stream, cuts) == [frame for *_, frame in parts]


@given(st.binary(max_size=60), FRAMES)
def test_a_frame_behind_anything_at_all_is_found(before: bytes, frame: Frame) -> None:
    found = FrameDecoder().feed(before + frame.encode())
    assert found[-1] == frame


@given(FRAMES, st.data())
def test_a_changed_bit_is_no_frame(frame: Frame, data: st.DataObject) -> None:
    wire = bytearray(frame.encode())
    at = data.draw(st.integers(8, len(wire) - 2))
    wire[at] ^= 1 << data.draw(st.integers(0, 7))
    if frame.check_mode == 0 and wire[at] not in b"\xa5\xa6\x5a\x5b\x01\x02":
        checked = [each for each in FrameDecoder().feed(bytes(wire)) if each != frame]
        assert all(isinstance(each, Damage) or each.check_mode for each in checked)


@given(st.lists(st.binary(max_size=2000), max_size=10))
def test_what_waits_in_a_decoder_is_bounded(chunks: list[bytes]) -> None:
    decoder = FrameDecoder()
    decoder.feed(b"\xa5")
    for chunk in chunks:
        decoder.feed(chunk)
        assert len(decoder._body) <= DATA_BYTES_MAX + 32


@given(FRAMES)
def test_a_second_reader_reads_the_same(frame: Frame) -> None:
    if frame.check_mode or len(frame.data) < 2:
        return
    read = onbon.read_frame(frame.encode())
    assert (read.to, read.sender) == (frame.destination, frame.source)
    assert bytes([read.group, read.command]) + read.rest == frame.data


@given(st.lists(AREAS, max_size=4), st.lists(st.integers(0, 254), max_size=4))
def test_two_other_readers_read_the_areas(areas: list[Area], delete: list[int]) -> None:
    data = update_areas(areas, delete=delete)

    deleted, shown = onbon.read_areas(onbon.read_frame(Frame(data).encode()))
    simulated = read_update(data, now_s=0.0)

    assert deleted == delete
    assert [(a.x, a.y, a.width, a.height) for a in shown] == [
        (a.box.x, a.box.y, a.box.width, a.box.height) for a in areas
    ]
    assert [(a.id, a.text, a.timeout_s, a.effect) for a in shown] == [
        (a.id, a.text, a.timeout_s, a.effect) for a in areas
    ]
    assert [(a.id, a.box, a.data) for a in simulated.areas] == [
        (a.id, a.box, a.text) for a in areas
    ]


@given(st.binary(max_size=80))
def test_no_answer_breaks_its_reader(data: bytes) -> None:
    read_reply(data)
    read_reply(b"\xa1\x02\0" + data)
    read_reply(b"\xa2\x0a\0" + data)


@given(st.text(max_size=40), st.sampled_from(["gbk", "gb2312"]), st.integers(0, 60))
def test_a_fitted_text_is_short_enough_and_holds_no_command(
    text: str, charset: str, bytes_max: int
) -> None:
    fitted = fit(text, charset=charset, bytes_max=bytes_max)  # type: ignore[arg-type]
    assert len(fitted.data) <= bytes_max
    assert not set(fitted.data) & set(b"\\[]\x00\n\r\x1b\x7f")
    fitted.data.decode("gbk")


@given(st.text(max_size=20), st.sampled_from(["none", "sum8", "xor8", "crc16"]))
def test_a_simulated_bar_reads_what_a_template_writes(text: str, kind: str) -> None:
    options = TemplateOptions(prefix="02 7E", suffix="03 0D", checksum=kind)  # type: ignore[arg-type]
    bar = SimTemplateBar(prefix=b"\x02\x7e", suffix=b"\x03\x0d", checksum=kind)
    bar.receive(template_frame(options, text))
    assert bar.shown == [fit(text).data.decode("gbk").rstrip(" ")]
