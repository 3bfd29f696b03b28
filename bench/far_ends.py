"""From a finger to paper, picture and sound: the real programs, timed at the far ends.

The street hall of the demo, with its windows offscreen, its printer on a pseudo terminal, and a
voice that writes what it says to files. A touch is a real touch of the window.
"""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.visits import Visitor, Wishes, street, until
from contract.ids import ClerkId
from simulation.hand import Hand, HandError, Seen
from simulation.patience import happens
from simulation.plan import clerks_without_pin
from simulation.running_hall import RunningHall, running_hall

VISITS: Final = 40
PATIENCE_S: Final = 60.0
REST_S: Final = 0.6
"""A button that has just changed its meaning takes no press for 0.4 s."""
STEP_S: Final = 12.0
"""A panel that has had no answer by then shows so, and takes the next press."""
PRESSES_MAX: Final = 5


@dataclass(frozen=True)
class FarEnds:
    """Milliseconds, a value a visit."""

    touch_to_paper: list[float] = field(default_factory=list)
    """From the last touch at the kiosk to the last byte at the printer."""
    press_to_board: list[float] = field(default_factory=list)
    """From the clerk's press to the frame of the main board that shows the number."""
    press_to_sound: list[float] = field(default_factory=list)
    """From the clerk's press to the sound of the call, ready to be played."""


async def measure_far_ends(out: Path, *, visits: int = VISITS) -> FarEnds:
    """Have citizens take tickets and be called, one after the other."""
    options = street(out)
    found = FarEnds()
    async with running_hall(options, lambda _: None) as hall:
        clerk_id = clerks_without_pin(options.hall)[0].id
        caller = hall.cast.callers[0]
        panel = hall.callers[caller.id]
        visitor = Visitor(hall, Wishes(options.hall, caller.window))
        board = _Board(hall.board)
        await _sign_in(panel, clerk_id)
        for _ in range(visits + 1):
            found.touch_to_paper.append(await visitor.take_ticket())
            to_board, to_sound = await _call(hall, panel, board)
            found.press_to_board.append(to_board)
            found.press_to_sound.append(to_sound)
            await _serve(panel)
    for values in (found.touch_to_paper, found.press_to_board, found.press_to_sound):
        del values[0]  # fonts, voices and pages are loaded at their first use
    return found


class _Board:
    """When the main board first drew each call."""

    def __init__(self, hand: Hand) -> None:
        self.drawn_at_ms: dict[str, int] = {}
        hand.on_seen(self._look)

    def _look(self, seen: Seen, at_ms: int) -> None:
        for name, text in seen.items():
            if name.startswith("call.") and name.endswith(".number") and text:
                self.drawn_at_ms.setdefault(name, at_ms)


async def _sign_in(panel: Hand, clerk_id: ClerkId) -> None:
    choice = f"signin.clerk.{clerk_id}"
    await until(panel, lambda seen: "main" in seen or choice in seen, "the panel")
    if choice not in panel.seen:
        await _touch(panel, "main")
        await until(panel, lambda seen: choice in seen, "the clerks")
    await _touch(panel, choice)
    await until(panel, lambda seen: "page.panel" in seen, "the panel's page")


async def _call(hall: RunningHall, panel: Hand, board: _Board) -> tuple[float, float]:
    """Press the big button; return how long picture and sound took."""
    await until(panel, _somebody_waits, "somebody to wait")
    drawn, spoken = set(board.drawn_at_ms), set(hall.announcements.glob("*.wav"))
    began_ms = await _press(panel)

    def new_drawn() -> list[str]:
        return [name for name in board.drawn_at_ms if name not in drawn]

    def new_spoken() -> list[Path]:
        return [path for path in hall.announcements.glob("*.wav") if path not in spoken]

    if not await happens(lambda: new_drawn() and new_spoken(), PATIENCE_S):
        raise TimeoutError("a call was not shown, or not spoken")
    drawn_at_ms = board.drawn_at_ms[new_drawn()[0]]
    spoken_at_ms = min(path.stat().st_mtime_ns for path in new_spoken()) / 1e6
    return drawn_at_ms - began_ms, spoken_at_ms - began_ms


async def _serve(panel: Hand) -> None:
    """Start and finish, so that the window can call again."""
    for _ in range(2):
        await _press(panel)


async def _press(panel: Hand) -> float:
    """Press the big button, again if the press came too soon to count; return when it counted.

    Milliseconds since 1970-01-01.
    """
    stage = panel.seen.get("panel.stage", "")
    for _ in range(PRESSES_MAX):
        began_ms = await _touch(panel, "main")
        if await happens(lambda: _is_past(stage, panel.seen), STEP_S):
            return began_ms
    raise TimeoutError("the big button of the panel does nothing")


async def _touch(panel: Hand, name: str) -> float:
    """Touch what may be disabled yet, as soon as it can be touched; return when that was."""
    end_s = time.monotonic() + PATIENCE_S
    while True:
        await asyncio.sleep(REST_S)
        began_ms = time.time_ns() / 1e6
        try:
            await panel.tap(name)
        except HandError:
            if time.monotonic() > end_s:
                raise
        else:
            return began_ms


def _is_past(stage: str, seen: Seen) -> bool:
    return seen.get("panel.stage", "") != stage


def _somebody_waits(seen: Seen) -> bool:
    return any(
        name.startswith("panel.waiting.") and text.isdigit() and int(text) > 0
        for name, text in seen.items()
    )
