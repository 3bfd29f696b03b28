"""Clerks: they sign in, call, wait for the citizen, serve, and press a key too many at times."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import log, sqrt
from random import Random
from typing import Any, Final

from caller.core.actions import Action, Situation, situation
from caller.core.pages.panel import PanelPage
from contract.ids import ClerkId, EpochMs, GroupId, TicketNumber
from contract.messages.commands import TransferTicket
from contract.messages.state import PanelState, PanelTicket
from coordinator.domain.schedule import is_open, opens_at_ms
from simulation.world.citizens import Citizens
from simulation.world.panel import Hooks, PanelMachine
from simulation.world.site import Site

REACTS_MS: Final = (1_000, 6_000)
LOOKS_AGAIN_MS: Final = 30_000
LOOKS_IN_MS: Final = 600_000
"""So often those do who are at home, since the hall is closed."""
PATIENCE_MS: Final = 50_000
"""So long a clerk waits for who was called before calling again."""
ASIDE_MS: Final = 40_000
"""So long a citizen fills in a form."""
SPREAD: Final = 0.7
"""Of service times: standard deviation over mean."""
TO_ONE_WINDOW: Final = 0.3
FOR_LATER: Final = 0.2
LATER_MS: Final = (30_000, 240_000)
"""Of those who are sent on: to one window alone, and not before a set time."""
RATES_MS: Final = (1_000, 33_000)
"""The last of these are too late."""
PRESSES_OFFLINE: Final = 0.5
PRESSES_MS: Final = (0, 3_000)
GOOD: Final = (5, 5, 5, 4, 4, 3, 2, 1)


@dataclass(frozen=True)
class Habits:
    """What clerks and citizens do at a window: shares of all tickets, or of all presses."""

    service_ms: float
    done_here: tuple[GroupId, ...] = ()
    """The groups for which somebody is at work."""
    double_presses: float = 0.05
    late_presses: float = 0.02
    transfers: float = 0.05
    to_desks: float = 0.05
    """Services whose file a desk of the back office must see."""
    holds: float = 0.05
    pauses: float = 0.02
    comes_back: float = 0.3
    """Of those who had missed their call."""
    rates: float = 0.6


class Clerk(Hooks):
    """One clerk at one window."""

    def __init__(
        self,
        site: Site,
        machine: PanelMachine,
        clerk_id: ClerkId,
        citizens: Citizens,
        habits: Habits,
        *,
        impatience: Random,
    ) -> None:
        """`impatience` says what is pressed while the panel can do nothing: nothing else does."""
        self._site: Final = site
        self._impatience: Final = impatience
        self._machine = machine
        self._clerk_id = clerk_id
        self._citizens = citizens
        self._habits = habits
        self.window: Final = site.file.windows[machine.entry.window]
        self._number = str(self.window.number)
        self._due_ms = 0
        self._about: tuple[str, int | None] = ("", None)
        self._until_ms = 0
        self._aside: tuple[str, int] = ("", 0)
        self._missed: list[TicketNumber] = []
        machine.hooks = self

    # What the clerk notices

    def begin(self) -> None:
        """Come to the window."""
        self._look_in(self._site.random.uniform(0, 60_000))

    def changed(self) -> None:
        """The panel shows something else: look at it, in a moment."""
        self._look_in(self._site.random.uniform(*REACTS_MS))

    def invited(self) -> None:
        """The citizen is asked for a rating, and perhaps gives one, or two."""
        run, random = self._machine.run, self._site.random
        if run is None or not self._site.chance(self._habits.rates):
            return
        for _ in range(2 if self._site.chance(self._habits.double_presses) else 1):
            press = partial(run.ratings.rate, random.choice(GOOD), source="keypad")
            self._site.agenda.after(random.uniform(*RATES_MS), self._press, press)

    def cut_off(self) -> None:
        """The panel says that it can do nothing; some press a key all the same."""
        if self._impatience.random() < PRESSES_OFFLINE:
            delay_ms = self._impatience.uniform(*PRESSES_MS)
            self._site.agenda.after(delay_ms, self._press_in_vain)

    def _press_in_vain(self) -> None:
        run, random = self._machine.run, self._impatience
        if run is not None and not run.client.connected:
            keys, desk = run.keys, run.desk
            self._press(
                random.choice(
                    (
                        *(keys.on_call_next, keys.on_come_closer, keys.on_ask_rating),
                        *(keys.on_recall, keys.on_give_up, keys.on_pause),
                        *(desk.call_next, desk.start, desk.finish, desk.recall, desk.no_show),
                    )
                )
            )

    def _look_in(self, delay_ms: float) -> None:
        at_ms = self._site.agenda.now_ms + int(delay_ms)
        if self._due_ms <= self._site.agenda.now_ms or at_ms < self._due_ms:
            self._due_ms = at_ms
            self._site.agenda.at(at_ms, self._look, at_ms)

    def _look(self, due_ms: int) -> None:
        if due_ms != self._due_ms:
            return  # there was reason to look earlier
        self._due_ms = 0
        if self._site.calm.on:
            self.changed()
            return
        panel = self._machine.panel
        wait_ms = LOOKS_AGAIN_MS if panel is None else self._work(panel)
        self._look_in(wait_ms)

    # What the clerk does

    def _work(self, panel: PanelState) -> int:
        """Do the next thing; return when to look again at the latest."""
        ticket = panel.ticket
        match situation(panel):
            case Situation.CLOSED if self._is_wanted(panel):
                self._do(self._sign_in)
            case Situation.CLOSED:
                return self._until_opening()
            case Situation.PAUSED:
                if self._is_over(("pause", panel.finished_today), 60_000):
                    self._step("open")
            case Situation.FREE:
                self._find_work(panel)
            case Situation.CALLED if ticket is not None:
                return self._await_citizen(panel, ticket)
            case Situation.SERVING if ticket is not None:
                return self._serve(ticket)
        return LOOKS_AGAIN_MS

    def _is_wanted(self, panel: PanelState) -> bool:
        return self._is_open() or _waiting(panel) > 0 or bool(panel.held)

    def _is_open(self) -> bool:
        return is_open(self._site.file, EpochMs(self._site.agenda.now_ms))

    def _until_opening(self) -> int:
        now_ms = self._site.agenda.now_ms
        opens_ms = opens_at_ms(self._site.file, EpochMs(now_ms))
        return LOOKS_IN_MS if opens_ms is None else min(LOOKS_IN_MS, opens_ms - now_ms)

    def _find_work(self, panel: PanelState) -> None:
        if panel.held and self._has_waited(panel.held[0]):
            self._step("take_up")
        elif self._missed and self._site.chance(0.5):
            number = self._missed.pop()
            run = self._machine.run
            if run is not None:
                self._do(partial(run.desk.recall_no_show, number))
        elif _waiting(panel):
            self._step("next")
        elif not self._is_wanted(panel):
            self._do(self._sign_out)
        elif self._site.chance(self._habits.pauses):
            self._step("pause")

    def _has_waited(self, held: PanelTicket) -> bool:
        """Tell whether the citizen who stepped aside first must be done by now."""
        now_ms = self._site.agenda.now_ms
        if self._aside[0] != held.service_id:
            self._aside = held.service_id, now_ms + ASIDE_MS
        return now_ms >= self._aside[1]

    def _await_citizen(self, panel: PanelState, ticket: PanelTicket) -> int:
        if self._citizens.is_at(self._number, ticket.number):
            self._step("start")
        elif self._is_over((ticket.number, ticket.call_count), PATIENCE_MS):
            if panel.recalls_left and self._site.chance(0.8):
                self._step("recall")
            else:
                self._step("no_show")
                if self._site.chance(self._habits.comes_back):
                    self._missed.append(ticket.number)
        return 5_000

    def _serve(self, ticket: PanelTicket) -> int:
        about = (ticket.service_id, ticket.started_at_ms)
        if not self._is_over(about, self._service_ms):
            return max(1_000, self._until_ms - self._site.agenda.now_ms)
        fate = self._site.random.random()
        habits, groups = self._habits, self._wanted_elsewhere(ticket.group_id)
        if groups:
            self._citizens.leave_window(self._number, ticket.number, stays=True)
            run = self._machine.run
            if run is not None:
                send = partial(run.desk.about_ticket, Action.TRANSFER, TransferTicket)
                self._do(partial(send, **self._target(self._site.random.choice(groups))))
        elif fate < habits.holds:
            self._citizens.leave_window(self._number, ticket.number, stays=True)
            self._step("hold")
        else:
            goes_on = bool(ticket.steps)
            self._citizens.leave_window(self._number, ticket.number, stays=goes_on)
            self._step("finish")
        return 5_000

    def _wanted_elsewhere(self, group_id: GroupId) -> list[GroupId]:
        """Return where the citizen may be sent now: none for most, any counter, or any desk."""
        fate, habits = self._site.random.random(), self._habits
        if fate >= habits.transfers + habits.to_desks:
            return []
        to_desk, groups = fate >= habits.transfers, self._site.file.groups
        others = (group for group in habits.done_here if group != group_id)
        return [group for group in others if (groups[group].step == "desk") == to_desk]

    def _target(self, group_id: GroupId) -> dict[str, Any]:
        """Return where to send somebody: to all windows of a group, to one alone, or for later."""
        random, target = self._site.random, {"to_group_id": group_id}
        fate = random.random()
        serving = [each.id for each in self._site.file.window if group_id in each.services]
        if fate < TO_ONE_WINDOW and serving:
            return {**target, "to_window_id": random.choice(serving)}
        if fate > 1 - FOR_LATER:
            later_ms = self._machine.clock.now_ms() + random.randint(*LATER_MS)
            return {**target, "not_before_ms": later_ms}
        return target

    def _is_over(
        self, about: tuple[str, int | None], length_ms: "float | Callable[[], int]"
    ) -> bool:
        """Tell whether what the clerk is about has lasted long enough."""
        if about != self._about:
            self._about = about
            length = length_ms() if callable(length_ms) else length_ms
            self._until_ms = self._site.agenda.now_ms + int(length)
        return self._site.agenda.now_ms >= self._until_ms

    def _service_ms(self) -> int:
        spread = sqrt(log(1 + SPREAD**2))
        length = self._site.random.lognormvariate(-spread * spread / 2, spread)
        return int(self._habits.service_ms * length)

    # Hands

    def _sign_in(self) -> None:
        run = self._machine.run
        if run is not None:
            pin = "0000" if self._site.file.clerks[self._clerk_id].pin else None
            run.desk.sign_in(self._clerk_id, pin=pin, take_over=True)

    def _sign_out(self) -> None:
        run = self._machine.run
        if run is not None:
            run.desk.sign_out()

    def _step(self, what: str) -> None:
        run = self._machine.run
        if run is None:
            return
        if run.screen is not None and what in _TAPS:
            if not isinstance(run.screen.page, PanelPage):  # opened by a key too many
                self._press(partial(run.screen.on_tap, "key", "Escape"))
            self._do(partial(run.screen.on_tap, *_TAPS[what]))
        else:
            self._do(_KEYS[what](run))

    def _press(self, press: Callable[[], object]) -> None:
        if not self._site.calm.on:
            self._machine.press(press)

    def _do(self, press: Callable[[], object]) -> None:
        self._press(press)
        random, site, habits = self._site.random, self._site, self._habits
        if site.chance(habits.double_presses):
            site.agenda.after(random.uniform(0, 400), self._press, press)
        if site.chance(habits.late_presses):
            site.agenda.after(random.uniform(400, 20_000), self._press, press)


def _waiting(panel: PanelState) -> int:
    return sum(line.waiting for line in panel.lines) + panel.kept_waiting


_TAPS: Final = {
    "next": ("main", ""),
    "start": ("main", ""),
    "finish": ("main", ""),
    "open": ("main", ""),
    "recall": ("recall", ""),
    "no_show": ("no_show", ""),
}
"""What has a button on the panel."""

_KEYS: Final = {
    "next": lambda run: run.keys.on_call_next,
    "start": lambda run: run.keys.on_come_closer,
    "finish": lambda run: run.keys.on_ask_rating,
    "open": lambda run: run.keys.on_pause,
    "recall": lambda run: run.keys.on_recall,
    "no_show": lambda run: run.keys.on_give_up,
    "hold": lambda run: run.keys.on_suspend,
    "take_up": lambda run: run.keys.on_call_back,
    "pause": lambda run: run.keys.on_pause,
}
"""What has a key on the keypad."""
