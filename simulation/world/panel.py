"""A window's panel and keypads: the real desk, keypad clerk, ratings and, on some, the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import caller
from caller.core.desk import Desk
from caller.core.keypad_clerk import KeypadClerk
from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from contract import topics
from contract.hall import CallerPanel
from contract.messages.answers import AnyAnswer
from contract.messages.commands import AnyCommand, RaisePanic, RateService
from contract.messages.state import PanelState, QueueState
from messaging import LinkState
from qtkit.texts import Texts
from simulation.world.beats import Beats
from simulation.world.client import CommandLine
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.site import Site

TEXTS: Final = Texts(Path(caller.__file__).parent / "locale")
TICK_MS: Final = 250
_UNHEARD: Final = (RateService, RaisePanic)
"""Of a citizen, who has some seconds for it; and of somebody in need."""


class Hooks:
    """What people at the window notice. They replace these by what they do."""

    def changed(self) -> None:
        """The panel shows something else."""

    def invited(self) -> None:
        """The rating keypad lights up."""

    def cut_off(self) -> None:
        """The panel has lost its line."""


class PanelMachine:
    """Runs the panel's program, and again after each power cut.

    Attributes:
        has_screen: a mouse and a screen, whose pages are the real ones, instead of keys alone.
    """

    def __init__(self, site: Site, entry: CallerPanel, *, has_screen: bool) -> None:
        self.entry: Final = entry
        self.clock: Final = MachineClock(site.agenda, entry.id)
        self.has_screen: Final = has_screen
        self.hooks = Hooks()
        self.heard = True
        """Whether the line was up when somebody pressed a key last."""
        self._site = site
        self._run: _Run | None = None

    @property
    def run(self) -> "_Run | None":
        """What is on the desk; None while it is dark."""
        return self._run

    @property
    def panel(self) -> PanelState | None:
        """How it says that the window stands, if that can be believed."""
        if self._run is None:
            return None
        self._run.read_news()
        return None if self._run.desk.trouble else self._run.desk.panel

    @property
    def down_since_ms(self) -> int | None:
        """Since when its line is down, while it is on."""
        return None if self._run is None else self._run.client.down_since_ms

    @property
    def settled(self) -> bool:
        """Whether it is on, and waits for no answer."""
        return self._run is not None and self._run.line.waiting == 0

    def press(self, act: Callable[[], object]) -> None:
        """Somebody presses a key. What is made of it now or later, is made of this one."""
        self.heard = self._run is not None and self._run.client.connected
        act()

    def start(self) -> None:
        """Switch it on."""
        if self._run is None:
            self._run = _Run(self._site, self)
            self._run.client.start()

    def lose_power(self, for_ms: float) -> None:
        """Go off, and come back after a while."""
        run, self._run = self._run, None
        if run is not None:
            run.client.lose_power()
            self._site.agenda.after(for_ms, self.start)

    def is_running(self, run: "_Run") -> bool:
        return run is self._run


class _Run:
    """One run of the program: its `Wire`, its `View` and its `Keypads` in one."""

    def __init__(self, site: Site, machine: PanelMachine) -> None:
        file, entry = site.file, machine.entry
        self._site = site
        self._machine = machine
        self._beats = Beats(machine.clock)
        self._unread: dict[str, Message] = {}
        self._ticking = False
        self.client = site.client(entry.id, machine.clock, self._on_link)
        self.desk = Desk(entry.window, wire=self, clock=machine.clock)
        self.line = CommandLine(
            site.network,
            machine.clock,
            self.client,
            on_answer=self._on_answer,
            on_no_answer=self._on_no_answer,
        )
        self.keys = KeypadClerk(self.desk, self, reason="simulated")
        self.ratings = Ratings(self.desk, self, wire=self, clock=machine.clock)
        self.screen = self._screen() if machine.has_screen else None
        hall_id = file.hall.id
        self.client.subscribe(topics.HALL.of(hall_id), self._beats.hear)
        self.client.subscribe(topics.panel(hall_id, entry.window), self._on_panel)
        if machine.has_screen:  # keys alone show no lines
            self.client.subscribe(topics.QUEUE.of(hall_id), self._on_queue)

    def _screen(self) -> CallerPresenter:
        file = self._site.file
        return CallerPresenter(
            self.desk,
            hall=file,
            window=file.windows[self._machine.entry.window],
            view=self,
            words=TEXTS,
            clock=self._machine.clock,
            language="zh",
        )

    def read_news(self) -> None:
        """Take what was heard of the hall. What only draws is not read before somebody looks."""
        self._beats.tell(self.desk.knowledge.watch)
        unread, self._unread = self._unread, {}
        for message in unread.values():
            state: QueueState = message.read(topics.QUEUE)
            self.desk.knowledge.queues[state.group_id] = state

    # The ports of desk, keypad clerk and screen

    def send(self, command: AnyCommand) -> None:
        if not self._machine.heard and not isinstance(command, _UNHEARD):
            self._site.witness.pressed_offline(self._machine.entry.id, command)
        self.hand_over(command)

    def hand_over(self, command: AnyCommand) -> None:
        """Send what the panel's own program has made, or another one."""
        self._site.witness.asked(self._machine.entry.id, command)
        self.line.send(command)
        if not self._ticking:
            self._ticking = True
            self._site.agenda.after(TICK_MS, self._tick)

    def show(self, *_: object) -> None:
        """Nobody looks at a screen or at three digits but through the desk."""

    def set_language(self, language: str) -> None:
        """It stays Chinese."""

    def beep(self) -> None:
        """Nobody minds."""

    def start_rating(self) -> None:
        self._machine.hooks.invited()

    # What happens

    def _on_link(self, state: LinkState) -> None:
        self.read_news()
        self.desk.on_link(state, "")
        if state is LinkState.CONNECTED:
            self.line.connected()
        elif state is LinkState.LOST:
            self._machine.hooks.cut_off()

    def _on_queue(self, message: Message) -> None:
        self._unread[message.topic] = message

    def _on_panel(self, message: Message) -> None:
        self.read_news()
        self.desk.on_panel(message.read(topics.PANEL))
        self._machine.hooks.changed()

    def _on_answer(self, command: AnyCommand, answer: AnyAnswer) -> None:
        self.read_news()
        self.desk.on_answer(command, answer)
        self._machine.hooks.changed()

    def _on_no_answer(self, command: AnyCommand) -> None:
        self.read_news()
        self.desk.on_no_answer(command)

    def _tick(self) -> None:
        """Tick while a command is on its way: time alone changes nothing else at a desk."""
        if not self._machine.is_running(self):
            return
        self.desk.on_tick()
        self._ticking = self.desk.sending
        if self._ticking:
            self._site.agenda.after(TICK_MS, self._tick)
        else:
            self._machine.hooks.changed()
