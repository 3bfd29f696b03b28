"""Displays of digits that take address, number and sum in four bytes."""

from typing import Annotated, Final

from pydantic import Field

from hardware.led.template import DigitBar
from hardware.profiles.options import Options
from hardware.profiles.profile import BarPlace, BarProfile, Wiring


class DigitBarOptions(Options):
    blank: Annotated[int, Field(ge=0, le=0xFFFF)] = Field(
        default=0, description="what is sent when no number is called"
    )


def open_bar(wiring: Wiring, options: DigitBarOptions, place: BarPlace) -> DigitBar:
    return DigitBar(place.address or 1, blank=options.blank, bauds=(wiring.baud,))


PROFILE: Final = BarProfile(
    name="digits",
    what="display of digits: address, number in two bytes, their sum; letters are not shown",
    options=DigitBarOptions,
    baud=9_600,
    open=open_bar,
    probe=None,  # whatever is said to it, it shows
    simulator="simulation.by_hand.bars:make_digits",
)
