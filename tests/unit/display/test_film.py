"""Videos are decoded; what cannot be shown says why."""

from contextlib import closing
from pathlib import Path
from typing import Any

import av
import pytest

from display.core.frames import DOT_BYTES
from display.core.pace import Skip
from display.video.film import Film, Unplayable
from tests.helpers.videos import RATE, make_video

ROOM = (160, 90)
RED, GREEN, BLUE = "#c02020", "#20a020", "#2020c0"


def all_of_it() -> Skip:
    return "DEFAULT"


def key_frames() -> Skip:
    return "NONKEY"


def colours(film: Film) -> list[str]:
    """Return the colour in the middle of each frame, by which of the three it is nearest."""
    found = []
    for _, frame in film.frames(all_of_it):
        (width, height), _, dots = film.scaled(frame, ROOM)
        assert len(dots) == width * height * DOT_BYTES
        at = (height // 2 * width + width // 2) * DOT_BYTES
        blue, green, red = dots[at : at + 3]
        found.append(max((red, RED), (green, GREEN), (blue, BLUE))[1])
    return found


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp4", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mpeg4"), ("a.mkv", "libx265")],
)
def test_the_frames_of_a_video_come_in_their_order(tmp_path: Path, name: str, codec: str) -> None:
    path = make_video(tmp_path / name, [RED, GREEN, BLUE], codec=codec)

    with closing(Film(path)) as film:
        assert colours(film) == [RED] * 5 + [GREEN] * 5 + [BLUE] * 5
        assert film.frame_s == pytest.approx(1 / RATE)


def test_each_frame_says_when_it_is_due(tmp_path: Path) -> None:
    with closing(Film(make_video(tmp_path / "a.mp4", [RED], frames=3))) as film:
        assert [at_s for at_s, _ in film.frames(all_of_it)] == pytest.approx(
            [0, 1 / RATE, 2 / RATE]
        )


def test_of_a_heavy_video_key_frames_alone_may_be_decoded(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", [RED], frames=20, gop=10)

    with closing(Film(path)) as film:
        assert [at_s for at_s, _ in film.frames(key_frames)] == pytest.approx([0, 10 / RATE])


def test_a_frame_is_scaled_into_its_room_whatever_its_lines_are_padded_to(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", [RED], frames=1, size=(62, 46))

    with closing(Film(path)) as film:
        ((_, frame),) = film.frames(all_of_it)
        size, turn, dots = film.scaled(frame, (101, 999))

    assert (size, turn, len(dots)) == ((101, 75), 0, 101 * 75 * DOT_BYTES)
    assert max(dots[::DOT_BYTES]) < 60  # blue: all of it is red


def test_a_video_of_a_phone_that_was_held_upright_is_turned(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", [RED], frames=1, turned=-90)

    with closing(Film(path)) as film:
        ((_, frame),) = film.frames(all_of_it)
        size, turn, _ = film.scaled(frame, (90, 160))

    assert (size, turn) == ((160, 90), 90)


def broken_codec(path: Path) -> None:
    path.write_bytes(make_video(path, [RED]).read_bytes().replace(b"avc1", b"zzz9"))


def half(path: Path) -> None:
    options = {"movflags": "faststart"} if path.suffix == ".mp4" else {}
    data = make_video(path, [RED, GREEN] * 15, options=options).read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])


def half_without_its_head(path: Path) -> None:
    data = make_video(path, [RED, GREEN]).read_bytes()
    path.write_bytes(data[: data.index(b"moov")])


def sound(path: Path) -> None:
    with av.open(str(path), "w", format="matroska") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame(format="s16", layout="mono", samples=800)
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))


def a_list_of_others(path: Path) -> None:
    make_video(path.with_name("other.ts"), [RED])
    path.write_text("ffconcat version 1.0\nfile other.ts\n")


def huge(path: Path) -> None:
    make_video(path, [RED], frames=1, size=(8192, 1200))


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (broken_codec, "no decoder"),
        (half, "its end is missing"),
        (half_without_its_head, "Invalid data"),
        (sound, "no picture"),
        (a_list_of_others, "Invalid argument"),
        (huge, "dots are too many"),
        (lambda path: path.write_bytes(b""), "Invalid data"),
        (lambda path: None, "No such file"),
    ],
)
def test_what_cannot_be_shown_says_why(tmp_path: Path, spoil: Any, problem: str) -> None:
    path = tmp_path / "a.mp4"
    spoil(path)

    with pytest.raises(Unplayable, match=problem):
        Film(path)


def test_half_a_copy_of_another_kind_is_known_too(tmp_path: Path) -> None:
    half(tmp_path / "a.mkv")

    with pytest.raises(Unplayable, match="its end is missing"):
        Film(tmp_path / "a.mkv")


def test_a_video_whose_frames_are_all_broken_is_not_taken_for_one(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", [RED, GREEN], codec="mpeg4")
    data = bytearray(path.read_bytes())
    begin, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    data[begin:end] = bytes(end - begin)
    path.write_bytes(data)

    with closing(Film(path)) as film, pytest.raises(Unplayable):
        list(film.frames(all_of_it))
