"""Files take turns by their names; a video is shown to its end, within bounds."""

from pathlib import Path

import pytest

from contract.ids import EpochMs
from display.core.playlist import VIDEO_LEAST_MS, Item, Playlist

A, B, C = (Item(Path(name), 1.0) for name in ("a.png", "b.png", "c.png"))
FILM = Item(Path("b.mp4"), 1.0, is_video=True)
PICTURE_MS, VIDEO_MS = 10_000, 60_000


@pytest.fixture
def playlist() -> Playlist:
    return Playlist(picture_ms=PICTURE_MS, video_ms=VIDEO_MS)


def shown(playlist: Playlist, now_ms: int) -> str | None:
    turn = playlist.at(EpochMs(now_ms))
    return turn.item.path.name if turn else None


def test_nothing_is_shown_of_nothing(playlist: Playlist) -> None:
    assert shown(playlist, 0) is None


def test_each_picture_has_its_time_and_the_first_follows_the_last(playlist: Playlist) -> None:
    playlist.offer([A, B])

    times = (0, PICTURE_MS - 1, PICTURE_MS, 2 * PICTURE_MS)
    assert [shown(playlist, now_ms) for now_ms in times] == ["a.png", "a.png", "b.png", "a.png"]


def test_a_video_is_shown_until_it_ends(playlist: Playlist) -> None:
    playlist.offer([FILM, C])
    assert [shown(playlist, now_ms) for now_ms in (0, VIDEO_MS - 1)] == ["b.mp4", "b.mp4"]

    playlist.end()

    assert shown(playlist, VIDEO_MS - 1) == "c.png"


def test_a_video_that_does_not_end_is_cut(playlist: Playlist) -> None:
    playlist.offer([FILM, C])

    assert [shown(playlist, now_ms) for now_ms in (0, VIDEO_MS)] == ["b.mp4", "c.png"]


def test_the_end_of_a_video_does_not_cut_the_picture_after_it(playlist: Playlist) -> None:
    playlist.offer([FILM, C])
    shown(playlist, 0)
    playlist.end()

    times = (VIDEO_LEAST_MS, VIDEO_LEAST_MS + PICTURE_MS - 1, VIDEO_LEAST_MS + PICTURE_MS)
    assert [shown(playlist, now_ms) for now_ms in times] == ["c.png", "c.png", "b.mp4"]


def test_a_video_alone_begins_anew_but_not_without_a_pause(playlist: Playlist) -> None:
    playlist.offer([FILM])
    first = playlist.at(EpochMs(0))
    playlist.end()
    still = playlist.at(EpochMs(VIDEO_LEAST_MS - 1))
    again = playlist.at(EpochMs(VIDEO_LEAST_MS))

    assert first == still
    assert again is not None
    assert (again.item, again.count) == (FILM, 2)


def test_what_is_taken_away_gives_way_to_what_follows_it_by_name(playlist: Playlist) -> None:
    playlist.offer([A, FILM, C])
    shown(playlist, 0)
    assert shown(playlist, PICTURE_MS) == "b.mp4"

    playlist.offer([A, C])

    assert shown(playlist, PICTURE_MS + 1) == "c.png"


def test_what_comes_later_waits_for_its_turn(playlist: Playlist) -> None:
    playlist.offer([B])
    shown(playlist, 0)

    playlist.offer([A, B, C])

    times = (PICTURE_MS - 1, PICTURE_MS, 2 * PICTURE_MS)
    assert [shown(playlist, now_ms) for now_ms in times] == ["b.png", "c.png", "a.png"]


def test_after_a_rest_what_follows_is_shown_from_its_beginning(playlist: Playlist) -> None:
    playlist.offer([A, B])
    shown(playlist, 0)

    playlist.leave()

    times = (3_600_000, 3_600_000 + PICTURE_MS - 1)
    assert [shown(playlist, now_ms) for now_ms in times] == ["b.png", "b.png"]


def test_a_clock_that_is_put_back_does_not_hold_a_picture_for_hours(playlist: Playlist) -> None:
    playlist.offer([A, B])
    shown(playlist, 3_600_000)
    shown(playlist, 1_000)

    assert shown(playlist, 1_000 + PICTURE_MS) == "b.png"
