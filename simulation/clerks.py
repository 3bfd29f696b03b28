"""Simulated clerks: they work a window by its panel, or by the keys of its keypad."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.ids import ClerkId, GroupId, WindowId
from hardware.keypad import Key
from messaging.clock import now_ms
from simulation.citizens import Citizen, Pace, WaitingRoom
from simulation.devices.keypads import SimEvaluator, SimKeypad
from simulation.hand import Hand, HandError, Seen
from simulation.observers import Desk, PanelWatcher
from simulation.patience import LOOK_S, happens
from simulation.transcript import Transcript

STEP_TIMEOUT_S: Final = 30.0
INSIST_AFTER_S: Final = 2.0
PRESSES_MAX: Final = 5
RECALL_AFTER_S: Final = 75.0
RECALL_AFTER_S_MIN: Final = 1.0
"""Real seconds: however fast people are, they cannot be there before they saw the call."""
TOLD_TIMEOUT_S: Final = 20.0
"""Real seconds: a voice does not speak faster when people walk faster."""
RECALLS: Final = 2
FORM_S: Final = 120.0
REACTION_S: Final = 1.0
RATING_KEYPAD_TIMEOUT_S: Final = 3.0


@dataclass(frozen=True)
class Workplace:
    """A window: its panel, and the keypads beside it, if there are any."""

    window_id: WindowId
    clerk_id: ClerkId
    hand: Hand
    watcher: PanelWatcher
    keypad: SimKeypad | None
    evaluator: SimEvaluator | None
    rating_levels: tuple[int, ...]


class Clerk:
    """One clerk, from signing in to the last ticket."""

    def __init__(
        self,
        place: Workplace,
        room: WaitingRoom,
        transcript: Transcript,
        *,
        staffed: frozenset[GroupId],
        pace: Pace,
        screens: Path,
    ) -> None:
        self._place = place
        self._room = room
        self._transcript = transcript
        self._staffed = staffed
        self._pace = pace
        self._screens = screens
        self._pictured: set[str] = set()
        self.done: set[str] = set()
        """Numbers whose visit ended here."""

    async def work(self) -> None:
        """Work until cancelled."""
        await self._sign_in()
        while True:
            desk = self._place.watcher.desk
            if desk.stage == "called":
                await self._receive(desk)
            elif desk.stage == "serving":
                await self._serve(desk)
            else:
                await self._call_next()

    async def _sign_in(self) -> None:
        choice = f"signin.clerk.{self._place.clerk_id}"
        await self._until(lambda s: "main" in s or choice in s, "the panel")
        if choice not in self._place.hand.seen:
            await self._insist("main", None, lambda: choice in self._place.hand.seen)
        await self._picture("sign-in")
        await self._insist(choice, None, lambda: "page.panel" in self._place.hand.seen)

    async def _call_next(self) -> None:
        seen = self._place.hand.seen
        waiting = sum(int(t) for n, t in seen.items() if _counts_waiting(n) and t.isdigit())
        if not waiting:
            await asyncio.sleep(LOOK_S)
            return
        await self._pace.spend(REACTION_S)
        await self._act("main", Key.CALL_NEXT)
        # Another window may have been quicker: then there is nobody, and we look again.
        await happens(lambda: bool(self._place.watcher.desk.stage), INSIST_AFTER_S)

    async def _receive(self, desk: Desk) -> None:
        await self._picture("called")
        citizen = await self._await_citizen(desk.number)
        if citizen is None:
            await self._insist("no_show", Key.NO_SHOW, lambda: self._has_left(desk.number))
            self.done.add(desk.number)
            return
        await self._insist("main", Key.ONE_METRE_LINE, self._is_serving)

    async def _await_citizen(self, number: str) -> Citizen | None:
        """Wait for whoever was called; call again, twice; then they are not coming."""
        patience_s = max(RECALL_AFTER_S_MIN, RECALL_AFTER_S / self._pace.speed)
        for recall in range(RECALLS + 1):
            await happens(lambda: self._all_were_told(number), TOLD_TIMEOUT_S)
            citizen = await self._comes_within(number, patience_s)
            if citizen is not None:
                return citizen
            if recall < RECALLS and self._place.watcher.desk.recalls_left > 0:
                await self._recall()
        return None

    def _all_were_told(self, number: str) -> bool:
        """Tell whether each call of the ticket to here was shown and spoken."""
        here = {"number": number, "window": self._place.window_id}
        seen = Counter(
            line["what"] for line in self._transcript.lines if here.items() <= line.items()
        )
        calls = seen["ticket_called"] + seen["ticket_recalled"]
        return min(seen["shown"], seen["spoken"]) >= calls

    async def _recall(self) -> None:
        before = self._place.watcher.desk.recalls_left
        await self._insist(
            "recall", Key.RECALL, lambda: self._place.watcher.desk.recalls_left < before
        )

    async def _comes_within(self, number: str, seconds: float) -> Citizen | None:
        def here() -> Citizen | None:
            citizen = self._room.who_has(number)
            return citizen if citizen and citizen.at_window == self._place.window_id else None

        await happens(here, seconds)
        return here()

    async def _serve(self, desk: Desk) -> None:
        await self._picture("serving")
        citizen = self._room.who_has(desk.number)
        if citizen is None:
            raise HandError(f"{self._place.window_id} serves {desk.number}, which nobody holds")
        citizen.at_window = None
        if await self._sends_on(citizen) or await self._lets_step_aside(citizen):
            return
        await self._pace.spend(citizen.plan.service_s)
        await self._insist("main", Key.ASK_RATING, lambda: self._has_left(desk.number))
        self.done.add(desk.number)
        await self._rate(citizen)

    async def _sends_on(self, citizen: Citizen) -> bool:
        group_id = citizen.plan.sent_on_to
        if group_id is None or citizen.was_sent_on or group_id not in self._staffed:
            return False
        citizen.was_sent_on = True
        await self._pace.spend(citizen.plan.service_s / 3)
        choice = f"transfer.{group_id}"
        await self._insist("transfer", None, lambda: choice in self._place.hand.seen)
        await self._picture("transfer")
        await self._insist(choice, None, lambda: self._has_left(citizen.number))
        return True

    async def _lets_step_aside(self, citizen: Citizen) -> bool:
        number = citizen.number
        if not citizen.plan.steps_aside or citizen.has_stepped_aside:
            return False
        citizen.has_stepped_aside = True
        await self._pace.spend(citizen.plan.service_s / 3)
        hand, held = self._place.hand, f"held.{number}"
        await self._insist("hold", None, lambda: any(map(_is_hold_reason, hand.seen)))
        reason = next(filter(_is_hold_reason, hand.seen))
        await self._insist(reason, None, lambda: held in hand.seen)
        await self._picture("held")
        await self._pace.spend(FORM_S)
        await self._insist(held, None, lambda: self._place.watcher.desk.number == number)
        return True

    async def _rate(self, citizen: Citizen) -> None:
        level, evaluator = citizen.plan.rating, self._place.evaluator
        if level is None or evaluator is None or level not in self._place.rating_levels:
            return
        if not await happens(lambda: evaluator.enabled, RATING_KEYPAD_TIMEOUT_S):
            return
        key = self._place.rating_levels.index(level)
        if await asyncio.to_thread(evaluator.press, key):
            self._transcript.note(
                "rated",
                now_ms(),
                number=citizen.number,
                window=self._place.window_id,
                level=level,
            )

    def _is_serving(self) -> bool:
        return self._place.watcher.desk.stage == "serving"

    def _has_left(self, number: str) -> bool:
        watcher = self._place.watcher
        return number in watcher.ended and watcher.desk.number != number

    # Hands

    async def _insist(self, button: str, key: Key | None, condition: Callable[[], bool]) -> None:
        """Press, and press again if nothing comes of it, as people do."""
        await self._pace.spend(REACTION_S)
        for _ in range(PRESSES_MAX):
            await self._act(button, key)
            if await happens(condition, INSIST_AFTER_S):
                return
        shown = self._place.hand.seen.get("panel.message", "")
        raise HandError(f"{self._place.window_id}: pressed {button} in vain; it says: {shown}")

    async def _act(self, button: str, key: Key | None) -> None:
        keypad = self._place.keypad
        if keypad is not None and key is not None:
            if not await asyncio.to_thread(keypad.press, key):
                raise HandError(f"the keypad of {self._place.window_id} was not acknowledged")
        elif button in self._place.hand.seen:
            with suppress(HandError):  # greyed out, or gone that very moment: pressed in vain
                await self._place.hand.tap(button)

    async def _until(self, condition: Callable[[Seen], bool], what: str) -> Seen:
        return await self._place.hand.until(condition, timeout_s=STEP_TIMEOUT_S, what=what)

    async def _picture(self, name: str) -> None:
        if name not in self._pictured:
            self._pictured.add(name)
            file = self._screens / f"caller-{self._place.window_id}-{name}.png"
            await self._place.hand.grab(file)


def _counts_waiting(name: str) -> bool:
    return name.startswith("panel.waiting.")


def _is_hold_reason(name: str) -> bool:
    return name.startswith("hold.reason.")
