"""Keys of the whole desktop: how they are written, and that one press is one call."""

import pytest
from pydantic import ValidationError

from caller.hot_keys import grabbed
from caller.hot_keys.combination import Combination, HeldDown
from caller.hot_keys.windows import virtual_key
from contract.hall.desk import HotKeys

N = 57


@pytest.mark.parametrize("keys", ["ctrl+alt+n", "Ctrl+Shift+F5", "win+space", "alt+7"])
def test_a_combination_has_something_to_hold(keys: str) -> None:
    assert HotKeys(main=keys).chosen() == {"main": keys}
    assert Combination.of(keys).modifiers


@pytest.mark.parametrize(
    "keys", ["n", "shift+n", "ctrl+", "ctrl+alt", "ctrl+f13", "ctrl+ö", "ctrl n"]
)
def test_what_would_eat_letters_or_is_no_key_is_refused(keys: str) -> None:
    with pytest.raises(ValidationError, match="main"):
        HotKeys(main=keys)


def test_a_combination_does_not_care_for_case_or_order() -> None:
    assert Combination.of("Alt+CTRL+N") == Combination.of("ctrl+alt+n")
    assert str(Combination.of("Ctrl+Alt+N")) == "alt+ctrl+n"


def test_a_key_held_down_is_one_press() -> None:
    held = HeldDown()
    assert held.is_new_press(N, 1000)
    for at_ms in range(1660, 3000, 40):  # as X11 tells it
        held.released(N, at_ms)
        assert not held.is_new_press(N, at_ms)
    held.released(N, 3010)
    assert held.is_new_press(N, 3200)


def test_presses_of_two_keys_do_not_mix() -> None:
    held = HeldDown()
    assert held.is_new_press(N, 1000)
    assert held.is_new_press(N + 1, 1000)
    assert not held.is_new_press(N, 1001)


def test_windows_has_numbers_for_keys() -> None:
    assert [virtual_key(key) for key in ("n", "7", "space", "f1", "f12")] == [78, 55, 32, 112, 123]


def test_where_no_desktop_allows_it_the_panel_goes_on_without() -> None:
    keys = {"main": Combination.of("ctrl+alt+n")}
    assert grabbed(keys, print, qt_platform="wayland") is None
    assert grabbed({}, print, qt_platform="xcb") is None
