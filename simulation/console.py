"""The hands of whoever tries a demo with a screen: what the mouse cannot do to the devices."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Final, TypeAlias

from simulation.citizens import Tray
from simulation.devices.cards import draw_card
from simulation.devices.passports import draw_passport
from simulation.hall_devices import HallDevices

CARD_LIES_S: Final = 4.0
RATE_WORDS: Final = 3
SCAN_WORDS: Final = 2

Say: TypeAlias = Callable[[str], None]

HELP: Final = """\
touch the kiosk and the panels with the mouse; here you work the devices:
  card            lay an ID card on the kiosk's reader, for a few seconds
  scan A012       hold a code before the kiosk's scanner, if the hall file has one
  passport        lay a passport on it (its owner does not exist)
  paper out       take the roll out of the kiosk's printer       paper in   put one in
  cover open      open the printer's cover                       cover close
  rate 1 5        press the rating keypad of the first window: 5 is the best
  help            this list                                      Ctrl-C     end the hall"""


async def take_part(devices: HallDevices, tray: Tray, say: Say) -> None:
    """Obey what is typed, and tell of each paper that comes out."""
    say(HELP)
    papers = asyncio.create_task(_tell_papers(tray, say))
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            await _obey(line.split(), devices, say)
        await papers  # nobody types any more: the hall goes on
    finally:
        papers.cancel()


async def _tell_papers(tray: Tray, say: Say) -> None:
    while True:
        number, _ = await tray.papers.get()
        say(f"ticket {number} came out: {tray.picture_of(number)}")


async def _obey(words: list[str], devices: HallDevices, say: Say) -> None:
    printer = devices.printer
    simple: Mapping[tuple[str, ...], Callable[[], None]] = {
        ("paper", "out"): printer.take_paper_out,
        ("paper", "in"): printer.load_paper,
        ("cover", "open"): printer.open_cover,
        ("cover", "close"): printer.close_cover,
    }
    if not words:
        return
    if tuple(words) in simple:
        simple[tuple(words)]()
    elif words == ["card"] and devices.card_reader is not None:
        devices.card_reader.insert(draw_card(Random(), date.today()))  # noqa: DTZ011
        await asyncio.sleep(CARD_LIES_S)
        devices.card_reader.remove()
    elif words == ["passport"] and devices.scanner is not None:
        devices.scanner.hold_document(draw_passport(Random(), date.today()))  # noqa: DTZ011
    elif words[0] == "scan" and len(words) == SCAN_WORDS and devices.scanner is not None:
        devices.scanner.hold(words[1])
    elif words[0] == "rate" and len(words) == RATE_WORDS and all(w.isdigit() for w in words[1:]):
        await _rate(int(words[1]), int(words[2]), devices, say)
    else:
        say(HELP)


async def _rate(place: int, level: int, devices: HallDevices, say: Say) -> None:
    keypads = list(devices.keypads.values())
    if not 1 <= place <= len(keypads) or not 1 <= level <= len(keypads[place - 1].levels):
        say(f"there are {len(keypads)} rating keypads")
        return
    keypad = keypads[place - 1]
    done = keypad.evaluator is not None and await asyncio.to_thread(
        keypad.evaluator.press, keypad.levels.index(level)
    )
    say("thank you" if done else "no rating is asked for at this window now")
