"""Options are a type: what is wrong is said in one sentence, with what is allowed."""

from typing import Any, Literal

import pytest

from hardware.escpos.driver import EscposPrinter
from hardware.profiles import Options, PrinterProfile, ProfileError
from hardware.profiles.options import describe_options


class AcmeOptions(Options):
    tray: int = 1
    side: Literal["left", "right"] = "left"
    keys: tuple[str, ...] = ()


ACME = PrinterProfile(
    name="acme",
    what="Acme",
    options=AcmeOptions,
    open=lambda wiring, options: EscposPrinter(wiring.url),
)


def test_good_options_come_typed() -> None:
    options = ACME.read({"tray": 2, "keys": ["a", "b"]})

    assert options == AcmeOptions(tray=2, side="left", keys=("a", "b"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"trey": 1}, 'options.trey: unknown option "trey"; did you mean "tray"?'),
        ({"x": 1}, 'options.x: unknown option "x"; allowed: tray, side, keys'),
        ({"tray": "2"}, 'options.tray: "2" is not allowed: it should be a valid integer'),
        ({"side": "up"}, "options.side: \"up\" is not allowed: it should be 'left' or 'right'"),
        ({"keys": ["a", 1]}, "options.keys.1: 1 is not allowed: it should be a valid string"),
    ],
)
def test_a_wrong_option_is_named_with_what_is_allowed(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ProfileError) as raised:
        ACME.read(given)
    assert str(raised.value) == f'printer "acme": {said}'


def test_all_that_is_wrong_is_found_at_once() -> None:
    assert len(ACME.problems({"trey": 1, "side": "up"})) == 2


def test_options_can_be_listed_with_their_defaults() -> None:
    assert list(describe_options(AcmeOptions))[:2] == [("tray", "1", ""), ("side", '"left"', "")]
