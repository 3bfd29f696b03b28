"""LED bars over windows and boards of a zone: Onbon cards, and simple bars of other makers."""

from hardware.led.areas import BX_5K, BX_6K, LayoutProblem
from hardware.led.bar import Bar, Row
from hardware.led.driver import LedLine
from hardware.led.events import (
    BarDown,
    BarTrouble,
    BarTroubleOver,
    BarUp,
    LedEvent,
    Oddity,
    TroubleKind,
)
from hardware.led.onbon import OnbonBar, OnbonOptions
from hardware.led.settings import LedSettings
from hardware.led.template import DigitBar, TemplateBar, TemplateOptions

__all__ = [
    "BX_5K",
    "BX_6K",
    "Bar",
    "BarDown",
    "BarTrouble",
    "BarTroubleOver",
    "BarUp",
    "DigitBar",
    "LayoutProblem",
    "LedEvent",
    "LedLine",
    "LedSettings",
    "Oddity",
    "OnbonBar",
    "OnbonOptions",
    "Row",
    "TemplateBar",
    "TemplateOptions",
    "TroubleKind",
]
