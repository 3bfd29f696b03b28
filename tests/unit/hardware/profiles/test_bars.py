"""The bars a hall file can name: opened as it says, found without harm, refused with a reason."""

from typing import Any

import pytest

from hardware.led import BX_5K, BX_6K, DigitBar, OnbonBar, TemplateBar
from hardware.profiles import BarPlace, BarProfile, ProfileError, find
from hardware.transport import open_transport
from simulation.devices.led_card import SimLedCard
from simulation.devices.wire import PtyWire

PLACE = BarPlace(width=128, height=32, rows=2, address=7)


def opened(name: str, place: BarPlace = PLACE, baud: int | None = None, **options: Any) -> Any:
    profile: BarProfile[Any] = find(BarProfile, name)
    return profile.open(profile.wiring("/dev/bar", baud), profile.read(options), place)


def test_a_card_is_opened_as_the_hall_file_says() -> None:
    bar = opened("onbon-5k", baud=57_600, colour="green", font=3, refresh_s=1.5)
    assert isinstance(bar, OnbonBar)
    assert bar.options.family is BX_5K
    assert (bar.options.address, bar.rows, bar.bauds) == (7, 2, (57_600, 9_600))
    assert bar.settings.refresh_s == 1.5
    six: OnbonBar = opened("onbon-6k", BarPlace(width=96, height=16))
    assert six.options.family is BX_6K
    assert six.options.address == 0xFFFE


def test_simple_bars_are_opened_as_the_hall_file_says() -> None:
    bar = opened("template", prefix="7E {address} {row}", suffix="0D", checksum="sum8")
    assert isinstance(bar, TemplateBar)
    assert bar.frame(None, 1)[:3] == b"\x7e\x07\x01"
    digits = opened("digits", blank=5)
    assert isinstance(digits, DigitBar)
    assert digits.frame(None, 0) == b"\x07\x00\x05\x0c"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("template", {"prefix": "7"}, "hexadecimal"),
        ("template", {"checksum": "crc32"}, "crc16"),
        ("onbon-6k", {"refresh_s": 0.2}, "greater than or equal to 1"),
        ("onbon-6k", {"colour": "blue"}, "yellow"),
        ("onbon-6k", {"fonts": 1}, 'did you mean "font"'),
    ],
)
def test_a_wrong_option_is_named_with_what_is_allowed(
    name: str, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(ProfileError, match=words):
        find(BarProfile, name).read(options)


def test_more_rows_than_the_card_has_areas_are_refused() -> None:
    place = BarPlace(width=128, height=128, rows=6)
    opened("onbon-5k", place)
    with pytest.raises(ProfileError, match="a BX-6K card has 5"):
        opened("onbon-6k", place)


@pytest.mark.parametrize(
    ("knows_status", "found"),
    [(True, "LED card 3, screen of 128 × 32 dots"), (False, "LED card")],
)
def test_a_card_is_recognised_and_nothing_on_it_changes(knows_status: bool, found: str) -> None:
    card = SimLedCard(address=3)
    card.knows_status = knows_status
    probe = find(BarProfile, "onbon-6k").probe
    assert probe is not None
    assert probe.ask is not None
    with PtyWire(card) as wire:
        line = open_transport(wire.url, baud=9_600)
        ask = probe.ask
        assert ask(line) == found
        card.mute = True
        assert ask(line) is None
        line.close()
    assert card.shown == []


def test_what_would_be_shown_is_never_asked() -> None:
    assert find(BarProfile, "template").probe is None
    assert find(BarProfile, "digits").probe is None
