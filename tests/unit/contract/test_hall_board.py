"""`[board]` and the arrows of a board: what may stand there, and what is refused by its line."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from contract.ids import DeviceId
from tests.helpers.halls import SMALL_HALL

SIGN = '[[display]]\nid = "wd-1"\nkind = "window"\nzone = "room"\nwindow = "w1"\n'


def with_arrows(directions: str, *, sign: bool = False) -> str:
    return f"{SMALL_HALL}\n{SIGN if sign else ''}[display.directions]\n{directions}\n"


def mistake(text: str) -> str:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(text, file="small.toml")
    [error] = caught.value.errors
    return str(error)


def test_a_hall_that_says_nothing_shows_each_call_for_eight_seconds_without_an_arrow() -> None:
    hall = parse_hall(SMALL_HALL)

    assert hall.board.shown_s == 8
    assert hall.displays[DeviceId("board")].direction_of == {}


@pytest.mark.parametrize("shown_s", [2, 31, '"8"', 7.5])
def test_a_call_is_large_for_some_seconds_but_not_for_minutes(shown_s: object) -> None:
    assert "board . shown_s" in mistake(f"{SMALL_HALL}\n[board]\nshown_s = {shown_s}\n")


def test_a_board_knows_where_its_windows_lie() -> None:
    hall = parse_hall(with_arrows('up-left = ["w1"]'))

    assert hall.displays[DeviceId("board")].direction_of == {"w1": "up-left"}


@pytest.mark.parametrize(
    ("directions", "where", "problem"),
    [
        ('ahead = ["w1"]', "directions . ahead", "allowed: 'left', 'right', 'up'"),
        ('left = ["w9"]', "directions . left 1", 'there is no window "w9"'),
        ('left = ["w1"]\nup = ["w1"]', "directions . up 1", 'already lies to the "left"'),
    ],
)
def test_an_arrow_that_leads_nowhere_is_named(directions: str, where: str, problem: str) -> None:
    said = mistake(with_arrows(directions))

    assert f"display board . {where}" in said
    assert problem in said


def test_a_board_points_to_windows_of_its_zone_only() -> None:
    text = with_arrows('left = ["w1"]').replace('zone = "room"', 'zone = "annex"', 1)

    said = mistake(text)

    assert 'window "w1" is in zone "annex", which this board does not show' in said


def test_a_sign_over_a_window_has_no_arrows() -> None:
    assert "only a board has directions" in mistake(with_arrows('left = ["w1"]', sign=True))


def test_a_board_shows_the_pictures_of_a_folder_and_a_sign_none() -> None:
    board = parse_hall(SMALL_HALL + 'pictures = "pictures"\n').displays[DeviceId("board")]

    assert (board.pictures, board.picture_s, board.video_s) == ("pictures", 15, 300)
    assert "only a board has" in mistake(f'{SMALL_HALL}\n{SIGN}pictures = "pictures"\n')
