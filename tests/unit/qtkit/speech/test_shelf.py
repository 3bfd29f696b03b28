import os
import threading
from array import array
from pathlib import Path

import pytest

from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound
from tests.helpers.speech import TONE

BYTES = 2 * len(TONE.samples)


def files(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.glob("*"))


def test_a_clip_outlives_the_program(tmp_path: Path) -> None:
    Shelf(tmp_path).put("one", TONE)

    assert Shelf(tmp_path).get("one") == TONE
    assert Shelf(tmp_path).has("one")
    assert Shelf(tmp_path).get("two") is None
    assert not Shelf(tmp_path).has("two")


@pytest.mark.parametrize("keep", [0, 5, 16, 17, 500, BYTES + 15])
def test_a_file_that_was_torn_is_no_clip_and_goes(tmp_path: Path, keep: int) -> None:
    Shelf(tmp_path).put("one", TONE)
    [path] = tmp_path.glob("*.clip")
    path.write_bytes(path.read_bytes()[:keep])

    assert Shelf(tmp_path).get("one") is None
    assert files(tmp_path) == []


def test_a_file_whose_middle_was_never_written_is_no_clip(tmp_path: Path) -> None:
    Shelf(tmp_path).put("one", TONE)
    [path] = tmp_path.glob("*.clip")
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)

    assert Shelf(tmp_path).get("one") is None


def test_the_disk_is_never_filled_and_what_was_used_last_stays(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, disk_max_bytes=3 * (BYTES + 16), memory_max_bytes=0)
    for age, name in enumerate("abc"):
        shelf.put(name, TONE)
        os.utime(tmp_path / f"{name}.clip", (age, age))
    shelf.get("a")

    shelf.put("d", TONE)

    assert files(tmp_path) == ["a.clip", "c.clip", "d.clip"]


def test_what_an_older_run_left_counts_as_well(tmp_path: Path) -> None:
    for name in "abc":
        Shelf(tmp_path).put(name, TONE)

    Shelf(tmp_path, disk_max_bytes=2 * (BYTES + 16)).put("d", TONE)

    assert len(files(tmp_path)) == 2


def test_the_newest_clips_are_in_memory_and_not_more(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, memory_max_bytes=2 * BYTES)
    for name in "abc":
        shelf.put(name, TONE)
    for path in tmp_path.glob("*.clip"):
        path.unlink()

    assert [name for name in "abc" if shelf.get(name)] == ["b", "c"]


def test_a_disk_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    shelf = Shelf(tmp_path / "in the way")

    shelf.put("one", TONE)

    assert shelf.get("one") == TONE


def test_two_that_make_clips_for_one_shelf_leave_only_whole_ones(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, disk_max_bytes=20_000, memory_max_bytes=5_000)
    short = Sound(array("h", [3000, -3000] * 500))

    def fill() -> None:
        for turn in range(60):
            shelf.put(str(turn % 15), short)
            assert shelf.get(str(turn % 7)) in (short, None)

    makers = [threading.Thread(target=fill) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert sum(path.stat().st_size for path in tmp_path.glob("*")) <= 20_000
    assert all(Shelf(tmp_path).get(path.stem) == short for path in tmp_path.glob("*.clip"))
