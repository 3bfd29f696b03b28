"""The hands of whoever tries a demo: what the mouse cannot do to the devices, typed as words."""

import asyncio
import os
import stat
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import date
from enum import Enum, auto
from random import Random
from time import sleep
from typing import Final, TypeAlias

from simulation.by_hand.card_reader import CardReaderOnTheBench
from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import NotUnderstood, Order, Orders
from simulation.by_hand.printer import PrinterOnTheBench
from simulation.citizens import Tray
from simulation.devices.cards import draw_card
from simulation.devices.passports import draw_passport
from simulation.hall_devices import HallDevices

CARD_LIES_S: Final = 4.0

Say: TypeAlias = Callable[[str], None]


class Roll(Enum):
    OUT = auto()
    IN = auto()


class Cover(Enum):
    OPEN = auto()
    CLOSE = auto()


class Hands:
    """Does to the devices of a demo what is typed. `obey` may block for seconds."""

    def __init__(self, devices: HallDevices, say: Say) -> None:
        self._devices = devices
        self._say = say
        self._orders = Orders([*self._common(), Order("help", "this list", self._help)])
        around = Surroundings(say=say)
        self._of_device = {"printer": Orders(PrinterOnTheBench(around, devices.printer).orders)}
        if devices.card_reader is not None:
            reader = CardReaderOnTheBench(around, devices.card_reader)
            self._of_device["card-reader"] = Orders(reader.orders)

    def obey(self, line: str) -> None:
        """Do what was typed, and say what came of it."""
        name, *words = line.split() or [""]
        try:
            if name in self._of_device:
                said = self._of_device[name].obey(" ".join(words) or "help")
            elif name:
                said = self._orders.obey(line)
            else:
                return
        except NotUnderstood as problem:
            said = str(problem)
        if said:
            self._say(said)

    def _common(self) -> Iterator[Order]:
        yield Order("paper", "take the roll out of the kiosk's printer; put one in", self._paper)
        yield Order("cover", "open the printer's cover; close it", self._cover)
        if self._devices.card_reader is not None:
            yield Order("card", "lay an ID card on the kiosk's reader, for a while", self._card)
        if self._devices.scanner is not None:
            yield Order("scan", "hold a code before the kiosk's scanner", self._scan)
            yield Order(
                "passport", "lay a passport on it; its owner does not exist", self._passport
            )
        yield Order("rate", "press the rating keypad of a window: 1 5 is the best", self._rate)
        yield Order("unplug", f"pull a cable: {', '.join(self._devices.cables)}", self._unplug)
        yield Order("plug", "put it in again", self._plug)

    def _help(self) -> str:
        more = "; ".join(f'"{name} …" for more' for name in self._of_device)
        return f"{self._orders.help()}\n{more}"

    def _paper(self, roll: Roll) -> None:
        printer = self._devices.printer
        (printer.take_paper_out if roll is Roll.OUT else printer.load_paper)()

    def _cover(self, cover: Cover) -> None:
        printer = self._devices.printer
        (printer.open_cover if cover is Cover.OPEN else printer.close_cover)()

    def _card(self) -> None:
        reader = self._devices.card_reader
        assert reader is not None
        reader.insert(draw_card(Random(), date.today()))  # noqa: DTZ011
        sleep(CARD_LIES_S)
        reader.remove()

    def _scan(self, code: str) -> None:
        assert self._devices.scanner is not None
        self._devices.scanner.hold(code)

    def _passport(self) -> None:
        assert self._devices.scanner is not None
        self._devices.scanner.hold_document(draw_passport(Random(), date.today()))  # noqa: DTZ011

    def _rate(self, window: int, level: int) -> str:
        keypads = list(self._devices.keypads.values())
        if not 1 <= window <= len(keypads) or not 1 <= level <= len(keypads[window - 1].levels):
            return f"there are {len(keypads)} rating keypads"
        keypad = keypads[window - 1]
        done = keypad.evaluator is not None and keypad.evaluator.press(keypad.levels.index(level))
        return "thank you" if done else "no rating is asked for at this window now"

    def _unplug(self, cable: str) -> str:
        return self._with_cable(cable, "unplugged", lambda wire: wire.unplug())

    def _plug(self, cable: str) -> str:
        return self._with_cable(cable, "plugged in", lambda wire: wire.plug())

    def _with_cable(self, name: str, done: str, do: Callable[..., object]) -> str:
        if name not in self._devices.cables:
            raise ValueError(f"the cables are {', '.join(self._devices.cables)}")
        do(self._devices.cables[name])
        return f"{name} is {done}"


async def take_part(devices: HallDevices, say: Say) -> None:
    """Obey what is typed, until the input ends."""
    hands = Hands(devices, say)
    hands.obey("help")
    async for line in _typed():
        await asyncio.to_thread(hands.obey, line)


def somebody_may_type() -> bool:
    """Tell whether the input is a person's, or a pipe's; nobody else's input is taken away."""
    try:
        number = sys.stdin.fileno()
        if os.isatty(number):
            return os.tcgetpgrp(number) == os.getpgrp()  # else reading would stop us
        return stat.S_ISFIFO(os.fstat(number).st_mode)
    except (OSError, ValueError):
        return False


async def tell_papers(tray: Tray, say: Say) -> None:
    """Say which picture is of which paper, as they come out."""
    while True:
        number, _ = await tray.papers.get()
        say(f"ticket {number} came out: {tray.picture_of(number)}")


async def _typed() -> AsyncIterator[str]:
    """Yield what is typed, line by line. Who waits for a line keeps no program from ending."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        line = "\n"
        while line:
            line = sys.stdin.readline()
            with suppress(RuntimeError):  # the demo is over
                loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=read, name="what is typed", daemon=True).start()
    while line := await lines.get():
        yield line
