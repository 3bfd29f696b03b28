"""Contrast, and colours that have enough of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.colours import BLACK, READABLE, WHITE, contrast, ink_on, mixed, nearest_readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLACK, WHITE, 21.0),
        ("#777777", WHITE, 4.48),  # as W3C's own examples have it
        ("#0000ff", WHITE, 8.59),
        ("#ff0000", WHITE, 4.0),
        (WHITE, WHITE, 1.0),
    ],
)
def test_contrast_is_as_wcag_measures_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert nearest_readable("#0B4A86", WHITE) == "#0B4A86"


@pytest.mark.parametrize(
    ("colour", "ground", "near"),
    [("#1e90ff", WHITE, "#0058ad"), ("#ffd75e", WHITE, "#705400"), ("#0b4a86", BLACK, "#3e99ef")],
)
def test_one_that_cannot_is_moved_no_further_than_it_must(
    colour: str, ground: str, near: str
) -> None:
    assert nearest_readable(colour, ground) == near
    assert READABLE <= contrast(near, ground) < READABLE + 0.2


@given(COLOURS, st.sampled_from([WHITE, BLACK, "#f4f6f9", "#16202d"]))
def test_every_colour_has_a_readable_one_near_it(colour: str, ground: str) -> None:
    assert contrast(nearest_readable(colour, ground), ground) >= READABLE


def test_on_a_ground_that_nothing_can_be_read_on_it_is_black_or_white() -> None:
    grey = "#777777"
    assert nearest_readable("#1e90ff", grey) == BLACK == ink_on(grey)


def test_colours_mix_as_paint_on_a_ground() -> None:
    assert mixed("#ff0000", WHITE, 0.5) == "#ff8080"
    assert mixed("#ff0000", WHITE, 0) == WHITE
