"""The hall's own colour and logo, as the hall file has them."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from tests.helpers.halls import SMALL_HALL


def mistake(look: str) -> str:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(f"{SMALL_HALL}\n[look]\n{look}\n", file="small.toml")
    [error] = caught.value.errors
    return str(error)


def test_a_hall_without_a_look_has_ours() -> None:
    look = parse_hall(SMALL_HALL).look
    assert (look.accent, look.logo, look.kiosk, look.board) == (None, None, "light", "dark")


def test_a_colour_that_can_be_read_is_the_halls() -> None:
    assert parse_hall(f'{SMALL_HALL}\n[look]\naccent = "#7A1F2B"').look.accent == "#7A1F2B"


def test_one_that_cannot_is_refused_with_the_nearest_that_can() -> None:
    said = mistake('accent = "#1e90ff"')
    assert "#1e90ff has a contrast of 3.0:1 to the light ground" in said
    assert "a text needs 7:1, and the nearest that has it is #0052a3" in said


def test_the_nearest_that_is_named_is_taken() -> None:
    assert parse_hall(f'{SMALL_HALL}\n[look]\naccent = "#0052a3"')


def test_what_counts_is_the_ground_of_the_kiosk() -> None:
    yellow = 'accent = "#ffd75e"'
    assert "1.3:1 to the light ground" in mistake(yellow)
    assert parse_hall(f'{SMALL_HALL}\n[look]\n{yellow}\nkiosk = "dark"')


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ('accent = "blue"', 'wanted: a colour in six hexadecimal digits, as "#0b4a86"'),
        ('logo = "logo.gif"', 'wanted: a picture, as "logo.png" or "logo.jpg"'),
        ('kiosk = "pink"', "allowed: 'light' or 'dark'"),
    ],
)
def test_what_is_neither_colour_nor_picture_is_a_mistake(look: str, words: str) -> None:
    assert words in mistake(look)
