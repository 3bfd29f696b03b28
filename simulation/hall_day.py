"""The people of a demo: citizens come, clerks work, observers write down what they see."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from random import Random
from typing import Final

from contract.ids import GroupId
from simulation.citizens import KioskVisits, Pace, WaitingRoom
from simulation.clerks import Clerk, Workplace
from simulation.demo_bar import BarWatcher
from simulation.observers import BoardWatcher, Listener, PanelWatcher
from simulation.patience import happens
from simulation.plan import VisitorPlan, clerks_without_pin, plan_visitors
from simulation.running_hall import DemoOptions, RunningHall
from simulation.transcript import Transcript

SETTLE_TIMEOUT_S: Final = 60.0
NO_PAPER_TIMEOUT_S: Final = 30.0
PARTY: Final = 50
"""Where visitors come without end, so many are planned at a time."""
CALLS_PICTURED: Final = 5
"""With so many calls on them the boards are worth a picture."""
PANEL_LANGUAGE: Final = "zh"


class HallDay:
    """Everybody in a running hall, from the first visitor to the last."""

    def __init__(self, hall: RunningHall, options: DemoOptions, transcript: Transcript) -> None:
        self._hall = hall
        self._options = options
        self._transcript = transcript
        self._random = Random(options.seed)
        self._pace = Pace(options.speed)
        self._room = WaitingRoom(self._pace)
        windows = {window.number: window.id for window in options.hall.window}
        zone = hall.cast.board.zone
        self._board = BoardWatcher(windows, transcript, zone=zone, on_call=self._room.on_call)
        hall.board.on_seen(self._board)
        self._listener = Listener(hall.announcements, windows, transcript, zone=zone)
        self._bar_watcher = BarWatcher(hall.devices.bar, transcript)
        self._clerks = self._hire()
        self._kiosk = KioskVisits(
            hall.kiosk,
            hall.tray,
            hall.devices.card_reader,
            transcript,
            pace=self._pace,
            random=Random(options.seed + 1),
            screens=hall.screens,
        )

    async def run(self, visitors: Sequence[VisitorPlan]) -> None:
        """Let `visitors` come and be served, every one, until nobody is left."""
        async with self._at_work() as group:
            comings = self._let_come(visitors, group)
            await self._until_done({await coming for coming in comings})
            await self._picture_boards()
        for number, at_ms in self._hall.tray.left_lying():
            self._transcript.note("ticket_printed", at_ms, number=number, visitor=None)
        self._listener.hear_new()

    async def run_for_ever(self) -> None:
        """Let visitors come until cancelled."""
        hall, cast = self._options.hall, self._hall.cast
        first_name = 1
        async with self._at_work() as group:
            while True:
                plans = plan_visitors(
                    hall, cast, count=PARTY, random=self._random, first_name=first_name
                )
                first_name += PARTY
                await asyncio.gather(*self._let_come(plans, group))

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[asyncio.TaskGroup]:
        """Have the clerks at their windows, and everybody who observes."""
        async with asyncio.TaskGroup() as group:
            background = [group.create_task(clerk.work()) for clerk in self._clerks]
            background.append(group.create_task(self._listener.listen()))
            background.append(group.create_task(self._bar_watcher.watch()))
            background.append(group.create_task(self._hall.stage.watch()))
            background.append(group.create_task(self._picture_a_call()))
            yield group
            for task in background:
                task.cancel()

    def _let_come(
        self, visitors: Sequence[VisitorPlan], group: asyncio.TaskGroup
    ) -> list[asyncio.Task[str]]:
        begun = asyncio.get_running_loop().time()
        return [group.create_task(self._come(plan, begun)) for plan in visitors]

    async def show_no_paper(self) -> None:
        """Take the paper out of the kiosk, look at what it says, and put it in again."""
        kiosk, printer = self._hall.kiosk, self._hall.devices.printer
        printer.take_paper_out()
        await kiosk.until(
            lambda seen: "home.no_paper" in seen,
            timeout_s=NO_PAPER_TIMEOUT_S,
            what="the kiosk to see that there is no paper",
        )
        await kiosk.grab(self._hall.screens / "kiosk-no-paper.png")
        printer.load_paper()
        await kiosk.until(
            lambda seen: "page.home" in seen and "home.no_paper" not in seen,
            timeout_s=NO_PAPER_TIMEOUT_S,
            what="the kiosk to see the new paper",
        )

    async def _come(self, plan: VisitorPlan, begun: float) -> str:
        """Come in time, take a ticket, sit down; return the number."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, begun + plan.arrives_s / self._pace.speed - loop.time()))
        citizen = await self._kiosk.take_ticket(plan)
        self._room.sit_down(citizen)
        return citizen.number

    async def _until_done(self, numbers: set[str]) -> None:
        """Wait until every visit has ended, was called on the board, and spoken."""
        await happens(lambda: numbers <= set().union(*(clerk.done for clerk in self._clerks)))
        await happens(self._all_told, SETTLE_TIMEOUT_S)

    def _all_told(self) -> bool:
        count = Counter(line["what"] for line in self._transcript.lines)
        calls = count["ticket_called"] + count["ticket_recalled"]
        return count["shown"] >= calls and count["spoken"] >= calls

    async def _picture_a_call(self) -> None:
        """Picture the boards while a number is called, once there are some calls to see."""
        lines = self._transcript.lines
        await happens(lambda: sum(line["what"] == "shown" for line in lines) >= CALLS_PICTURED)
        await self._picture_boards("-calling")

    async def _picture_boards(self, moment: str = "") -> None:
        screens = self._hall.screens
        await self._hall.board.grab(screens / f"main-board{moment}.png")
        for hand in self._hall.window_displays:
            await hand.grab(screens / f"window-display-{hand.name}{moment}.png")
        self._hall.devices.bar.draw(screens / f"led-bar{moment}.png")

    def _hire(self) -> list[Clerk]:
        hall, cast = self._options.hall, self._hall.cast
        staffed: frozenset[GroupId] = frozenset(cast.group_ids)
        clerks: list[Clerk] = []
        for place, caller in enumerate(cast.callers):
            watcher = PanelWatcher(caller.window, self._transcript, language=PANEL_LANGUAGE)
            hand = self._hall.callers[caller.id]
            hand.on_seen(watcher)
            keypads = self._hall.devices.keypads.get(caller.id)
            last = place == len(cast.callers) - 1
            workplace = Workplace(
                window_id=caller.window,
                clerk_id=clerks_without_pin(hall)[place].id,
                hand=hand,
                watcher=watcher,
                # The last clerk works by the keypad, the others by their panels.
                keypad=keypads.keypad if keypads is not None and last else None,
                evaluator=keypads.evaluator if keypads is not None else None,
                rating_levels=caller.keypad.rating_levels if caller.keypad is not None else (),
            )
            clerks.append(
                Clerk(
                    workplace,
                    self._room,
                    self._transcript,
                    staffed=staffed,
                    pace=self._pace,
                    screens=self._hall.screens,
                )
            )
        return clerks
