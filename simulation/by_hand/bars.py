"""Simulated LED bars, worked by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hardware.errors import NoChineseFont
from hardware.escpos.fonts import FontBook
from hardware.led.areas import BX_5K, BX_6K
from hardware.led.commands import CardError
from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_drawing import render_png
from simulation.devices.led_simple import SimDigitBar, SimTemplateBar

DIGITS_ADDRESS: Final = 1


class CardOnTheBench:
    """An Onbon card and its screen. With a folder for pictures, it draws what it shows."""

    def __init__(self, around: Surroundings, card: SimLedCard) -> None:
        self._around = around
        self.device = card
        card.on_change = self._changed
        self._drawn: tuple[str, ...] | None = None

    @property
    def orders(self) -> Sequence[Order]:
        card = self.device
        return (
            Order("power-cycle", "its power goes and comes: all texts are lost", card.power_cycle),
            Order("mute", "it hears and does, and does not answer", self._mute),
            Order("late", "so long before each answer, in seconds", self._late),
            Order("drip", "so long between the bytes of an answer", self._drip),
            Order("busy", "so many updates find it busy", self._busy),
            Order("refuse", "answer this to every update; none: show them again", self._refuse),
            Order("no-font", "its Chinese font is missing", self._no_font),
            Order("spoil", "the line spoils so many of its answers", self._spoil),
            Order("spoil-requests", "the line spoils so many requests", self._spoil_requests),
            Order("screen", "somebody switches the screen", self._screen),
            Order("old", "an old card, that tells nothing of itself", self._old),
            Order("size", "the screen it is set to, in dots", self._size),
            Order("address", "its id on the line", self._address),
        )

    def face(self) -> str:
        """Return the screen's rows."""
        card = self.device
        state = "on" if card.on else "off"
        head = f"{card.width} × {card.height} dots, {state}, brightness {card.brightness}"
        return "\n".join([head, *(f"  [{text}]" for text in card.texts or ("",))])

    def _changed(self) -> None:
        texts = self.device.texts
        if texts == self._drawn:
            return
        self._drawn = texts
        self._around.say(f"shows {' | '.join(texts) or 'nothing'}")
        if self._around.pictures is not None:
            self._draw(self._around.pictures / "bar.png")

    def _draw(self, path: Path) -> None:
        try:
            fonts = FontBook.find()
        except NoChineseFont as problem:
            self._around.say(str(problem))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        render_png(self.device, fonts).save(path)

    def _mute(self, mute: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.mute = mute

    def _screen(self, on: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.on = on

    def _late(self, seconds: float) -> None:
        self.device.answer_after_s = max(0.0, seconds)

    def _drip(self, seconds: float) -> None:
        self.device.piece_gap_s = max(0.0, seconds)

    def _busy(self, updates: int) -> None:
        self.device.busy_updates = updates

    def _refuse(self, error: CardError) -> None:
        self.device.refuse_with = None if error is CardError.NONE else error

    def _no_font(self, missing: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.fonts = frozenset() if missing else frozenset({0})

    def _spoil(self, answers: int) -> None:
        self.device.spoil_answers = answers

    def _spoil_requests(self, requests: int) -> None:
        self.device.spoil_requests = requests

    def _old(self, old: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.knows_status = not old

    def _size(self, width: int, height: int) -> None:
        self.device.width, self.device.height = width, height

    def _address(self, address: int) -> None:
        self.device.address = address


class SimpleOnTheBench:
    """A simple bar: it takes what fits its frame, and says nothing."""

    def __init__(self, around: Surroundings, bar: SimTemplateBar | SimDigitBar) -> None:
        self.device = bar
        bar.on_change = lambda: around.say(f"shows {bar.text or 'nothing'}")

    @property
    def orders(self) -> Sequence[Order]:
        return (
            Order("power-cycle", "its power goes and comes", self.device.power_cycle),
            Order("mute", "it does not answer, if it would", self._mute),
            Order("answer", "what it answers to each text, in hexadecimal", self._answer),
        )

    def face(self) -> str:
        """Return what stands there."""
        return f"[{self.device.text}]"

    def _mute(self, mute: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.mute = mute

    def _answer(self, answer: str) -> None:
        self.device.answer = bytes.fromhex(answer)


def make_onbon_6k(around: Surroundings) -> CardOnTheBench:
    """Return a bar of 128 × 32 dots with a BX-6K card, id 1."""
    return CardOnTheBench(around, SimLedCard(family=BX_6K))


def make_onbon_5k(around: Surroundings) -> CardOnTheBench:
    """Return a bar of 128 × 32 dots with a BX-5K card, id 1."""
    return CardOnTheBench(around, SimLedCard(family=BX_5K))


def make_template(around: Surroundings) -> SimpleOnTheBench:
    """Return a bar that takes `3A`, the text, `0A`."""
    return SimpleOnTheBench(around, SimTemplateBar(prefix=b"\x3a", suffix=b"\x0a"))


def make_digits(around: Surroundings) -> SimpleOnTheBench:
    """Return a display of three digits with the address 1."""
    return SimpleOnTheBench(around, SimDigitBar(DIGITS_ADDRESS))
