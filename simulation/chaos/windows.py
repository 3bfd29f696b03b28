"""The windows of real programs, and who touches them: they come back when the program does."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Final

from broker_config import free_port
from contract.hall import HallFile
from contract.ids import ClerkId, GroupId
from simulation.hand import Hand, HandError, Seen
from simulation.world.calm import Calm

REACH_TIMEOUT_S: Final = 30.0
CITIZEN_PAUSE_S: Final = (0.2, 1.0)
CLERK_PAUSE_S: Final = (0.5, 1.5)


class Window:
    """One program's window, over all runs of the program."""

    def __init__(self, name: str) -> None:
        self.name: Final = name
        self.port: Final = free_port()
        self._hand: Hand | None = None

    @property
    def seen(self) -> Seen:
        """What it shows; nothing while the program is not there."""
        return self._hand.seen if self._hand is not None and not self._hand.has_let_go else {}

    async def hold(self) -> None:
        """Be at the window whenever it is there, until cancelled."""
        while True:
            try:
                self._hand = await Hand.reach(self.name, self.port, timeout_s=REACH_TIMEOUT_S)
            except (TimeoutError, HandError, OSError):
                continue
            try:
                await self._hand.let_go()
            finally:
                await self._hand.close()

    async def tap(self, name: str) -> bool:
        """Touch an item; tell whether it was there to be touched."""
        if self._hand is None or name not in self.seen:
            return False
        try:
            await self._hand.tap(name)
        except (HandError, OSError):
            return False
        return True

    async def look(self) -> Seen:
        """Read it now, not as it was at its last frame. Raises `HandError`."""
        if self._hand is None:
            raise HandError(f"{self.name} is not there")
        return await self._hand.look()


class Citizens:
    """They come to the kiosk one after the other, and touch what there is to touch."""

    def __init__(
        self, window: Window, hall: HallFile, groups: Sequence[GroupId], random: Random, calm: Calm
    ) -> None:
        self.open = True
        self._window = window
        self._random = random
        self._calm = calm
        items = [item.id for item in hall.item if item.group in groups]
        self._wanted = (
            *(
                "take_ticket.done",
                "show_number.done",
                "sorry.done",
                "identify.skip",
                "papers.confirm",
                "idle.stay",
            ),
            *(f"items.{item}" for item in items),
            *(f"groups.{group}" for group in groups),
        )
        self._at_home = ("home.begin", *(f"home.item.{item}" for item in items))

    async def work(self) -> None:
        """Take tickets until nobody comes in any more; who has begun goes on to the end."""
        while True:
            await asyncio.sleep(self._random.uniform(*CITIZEN_PAUSE_S))
            seen = {} if self._calm.on else self._window.seen
            wanted = self._wanted
            if "page.home" in seen:
                wanted = self._at_home if self.open else ()
            there = [name for name in wanted if name in seen]
            if there:
                await self._window.tap(self._random.choice(there))


class WindowClerk:
    """Works a window by its panel: signs in, and presses the big button."""

    def __init__(self, window: Window, clerk_id: ClerkId, random: Random, calm: Calm) -> None:
        self._window = window
        self._choice = f"signin.clerk.{clerk_id}"
        self._random = random
        self._calm = calm

    async def work(self) -> None:
        """Work until cancelled."""
        while True:
            await asyncio.sleep(self._random.uniform(*CLERK_PAUSE_S))
            seen = self._window.seen
            if self._calm.on and "page.panel" in seen:  # what has been begun is ended first
                continue
            for name in (self._choice, "recall" if self._random.random() < 0.1 else "main"):  # noqa: PLR2004
                if name in seen:
                    await self._window.tap(name)
                    break
