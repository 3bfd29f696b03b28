"""Simulated citizens: they touch the kiosk, take their paper, listen for their number, and rate."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from contract.ids import WindowId
from hardware.escpos.fonts import FontBook
from messaging.clock import now_ms
from simulation.devices.card_reader import SimCardReader
from simulation.devices.cards import SyntheticCard, draw_card
from simulation.devices.printer_drawing import render_png
from simulation.devices.printer_paper import Slip
from simulation.hand import Hand, Seen
from simulation.observers import BoardRow
from simulation.plan import Coming, Identification, VisitorPlan
from simulation.transcript import Transcript

THINKING_S: Final = 2.0
PAGE_TIMEOUT_S: Final = 30.0
PAPER_TIMEOUT_S: Final = 60.0
PHONE: Final = "13800138000"
PAGES_OF_A_LIST_MAX: Final = 20
NEXT_PAGE: Final = "nav.next_page"


class Pace:
    """How fast people think, walk and work: their seconds, divided by the speed of the demo."""

    def __init__(self, speed: float) -> None:
        self.speed = speed

    async def spend(self, seconds: float) -> None:
        """Let a person's `seconds` pass."""
        await asyncio.sleep(seconds / self.speed)


@dataclass
class Citizen:
    """A visitor with paper in hand."""

    plan: VisitorPlan
    number: str
    at_window: WindowId | None = None
    calls_heard: int = 0
    was_sent_on: bool = False
    has_stepped_aside: bool = False


class Tray:
    """Where the printer's paper falls; each slip is kept as bytes and as a picture."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._fonts = FontBook.find()
        self._loop = asyncio.get_running_loop()
        self.papers: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
        directory.mkdir(parents=True, exist_ok=True)

    def on_slip(self, slip: Slip) -> None:
        """Take a slip, on the printer's thread."""
        at_ms = now_ms()
        number = number_on(slip)
        self._loop.call_soon_threadsafe(self.papers.put_nowait, (number, at_ms))
        (self._directory / f"{number}.escpos").write_bytes(slip.raw)
        render_png(slip, self._fonts).save(self._directory / f"{number}.png")

    def picture_of(self, number: str) -> Path:
        """Return where the picture of a paper is."""
        return self._directory / f"{number}.png"

    async def take(self) -> tuple[str, int]:
        """Take the next paper: its number, and when it came out."""
        async with asyncio.timeout(PAPER_TIMEOUT_S):
            return await self.papers.get()

    def left_lying(self) -> list[tuple[str, int]]:
        """Return the papers that nobody took."""
        return [self.papers.get_nowait() for _ in range(self.papers.qsize())]


def number_on(slip: Slip) -> str:
    """Read the number on a paper: the largest line of letters and digits."""
    lines = [line.strip() for line in slip.lines]
    numbers = [line for line in lines if line.isascii() and line.isalnum() and line[-1:].isdigit()]
    return numbers[0] if numbers else "unreadable"


class KioskVisits:
    """The kiosk and who stands before it, one after the other."""

    def __init__(
        self,
        hand: Hand,
        tray: Tray,
        reader: SimCardReader | None,
        transcript: Transcript,
        *,
        pace: Pace,
        random: Random,
        screens: Path,
    ) -> None:
        self._hand = hand
        self._tray = tray
        self._reader = reader
        self._transcript = transcript
        self._pace = pace
        self._random = random
        self._screens = screens
        self._turn = asyncio.Lock()
        self._pictured: set[str] = set()

    async def take_ticket(self, plan: VisitorPlan) -> Citizen:
        """Wait for a free kiosk, go through its screens, and take the paper."""
        async with self._turn:
            await self._page("home")
            if plan.english:
                await self._tap("language.en")
            await self._tap("home.begin")
            await self._choose_service(plan)
            await self._page("papers", plan)
            await self._tap("papers.confirm")
            await self._page("identify", plan)
            await self._identify(plan)
            return Citizen(plan, await self._number(plan))

    async def _number(self, plan: VisitorPlan) -> str:
        """Take the paper; where none comes, photograph the number that the kiosk shows instead."""
        seen = await self._hand.until(
            lambda s: "page.take_ticket" in s or "page.show_number" in s,
            timeout_s=PAPER_TIMEOUT_S,
            what="a number, on paper or on the screen",
        )
        if "page.show_number" in seen:
            number = seen["show_number.number"]
            self._transcript.note("ticket_on_screen", now_ms(), number=number, visitor=plan.name)
            await self._page("show_number", plan)
            await self._tap("show_number.done")
            return number
        await self._page("take_ticket", plan)
        number, at_ms = await self._own_paper(seen["take_ticket.number"])
        self._transcript.note("ticket_printed", at_ms, number=number, visitor=plan.name)
        await self._tap("take_ticket.done")
        return number

    async def _own_paper(self, number: str) -> tuple[str, int]:
        """Take the paper; leave what a printer still had of those before."""
        while True:
            found, at_ms = await self._tray.take()
            if found == number or not self._transcript.has_shown(found):
                return found, at_ms
            self._transcript.note("ticket_printed", at_ms, number=found, visitor=None)

    async def _choose_service(self, plan: VisitorPlan) -> None:
        await self._page("groups", plan)
        if plan.searches and await self._search(plan):
            return
        await self._tap_in_list(f"groups.{plan.group_id}")
        seen = await self._until(lambda s: "page.items" in s or "page.papers" in s, "the services")
        if "page.items" in seen:
            await self._page("items", plan)
            await self._tap_in_list(f"items.{plan.item_id}")

    async def _search(self, plan: VisitorPlan) -> bool:
        """Look the service up by its initials; give up, and go back, when it does not come up."""
        await self._tap("groups.search")
        await self._page("search", plan)
        result = f"search.result.{plan.item_id}"
        for _ in range(6):
            if result in self._hand.seen:
                await self._tap(result)
                return True
            live = [name for name in self._hand.seen if name.startswith("search.key.")]
            if not live:
                break
            await self._tap(self._random.choice(live))
            await self._pace.spend(THINKING_S)
        await self._tap("nav.back")
        await self._page("groups")
        return False

    async def _identify(self, plan: VisitorPlan) -> None:
        if plan.identification is Identification.CARD and self._reader is not None:
            await self._lay_card(self._reader)
        elif plan.identification is Identification.PHONE:
            await self._tap("identify.phone")
            await self._page("phone", plan)
            for digit in PHONE:
                await self._hand.tap(f"phone.digit.{digit}")
            await self._tap("phone.confirm")
        else:
            await self._tap("identify.skip")

    async def _lay_card(self, reader: SimCardReader) -> None:
        card: SyntheticCard = draw_card(self._random, date.today())  # noqa: DTZ011 - any day will do
        reader.insert(card)
        try:
            await self._until(lambda s: "page.identify" not in s, "the card to be read")
        finally:
            reader.remove()

    async def _tap(self, name: str) -> None:
        await self._pace.spend(THINKING_S)
        await self._until(lambda s: name in s, name)
        await self._hand.tap(name)

    async def _tap_in_list(self, name: str) -> None:
        """Tap an entry of a list, turning its pages until it is there."""
        for _ in range(PAGES_OF_A_LIST_MAX):
            if name in self._hand.seen or NEXT_PAGE not in self._hand.seen:
                break
            await self._turn_page()
        await self._tap(name)

    async def _turn_page(self) -> None:
        before = self._hand.seen
        await self._tap(NEXT_PAGE)
        await self._until(lambda seen: seen != before, "the next page")

    async def _page(self, kind: str, plan: VisitorPlan | None = None) -> None:
        await self._until(lambda s: f"page.{kind}" in s, f"the page {kind}")
        name = f"kiosk-{kind}{'-en' if plan and plan.english else ''}"
        if name not in self._pictured:
            self._pictured.add(name)
            await self._hand.grab(self._screens / f"{name}.png")

    async def _until(self, condition: Callable[[Seen], bool], what: str) -> Seen:
        return await self._hand.until(condition, timeout_s=PAGE_TIMEOUT_S, what=what)


class WaitingRoom:
    """Everybody who waits, and reads the board."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._by_number: dict[str, Citizen] = {}
        self._missed: dict[str, BoardRow] = {}
        self._walks: set[asyncio.Task[None]] = set()

    def sit_down(self, citizen: Citizen) -> None:
        """Begin to watch the board; a call that came while walking from the kiosk still stands."""
        self._by_number[citizen.number] = citizen
        if row := self._missed.pop(citizen.number, None):
            self.on_call(row)

    def who_has(self, number: str) -> Citizen | None:
        """Return the citizen with this number, if the paper has been taken."""
        return self._by_number.get(number)

    def on_call(self, row: BoardRow) -> None:
        """React to a call on the board: go, wait for a second one, or be gone already."""
        citizen = self._by_number.get(row.number)
        if citizen is None:
            self._missed[row.number] = row
            return
        citizen.calls_heard += 1
        coming = citizen.plan.coming
        if coming is Coming.NEVER or (coming is Coming.AFTER_RECALL and citizen.calls_heard == 1):
            return
        walk = asyncio.create_task(self._walk(citizen, row.window_id))
        self._walks.add(walk)
        walk.add_done_callback(self._walks.discard)

    async def _walk(self, citizen: Citizen, window_id: WindowId) -> None:
        await self._pace.spend(citizen.plan.walk_s)
        citizen.at_window = window_id
