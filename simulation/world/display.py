"""A display: the real presenters of boards and signs, and the real announcer before a voice."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

import display
from contract import topics
from contract.hall import Display
from contract.ids import EpochMs
from contract.messages.state import BoardCall, BoardState, Call, WindowState
from display.core.announcer import Announcer
from display.core.presenter import BoardPresenter, SignPresenter
from display.core.screens import Board, Screen
from display.core.signage import Signage
from display.core.utterance import Announcement
from messaging import HallWatch, LinkState
from qtkit.speech.phrases import Phrase
from qtkit.texts import Texts
from simulation.world.beats import Beats
from simulation.world.clock import MachineClock
from simulation.world.ear import Ear
from simulation.world.message import Message
from simulation.world.site import Site

TEXTS: Final = Texts(Path(display.__file__).parent / "locale")
SPEAKS_MS: Final = (3_000, 8_000)


class DisplayMachine:
    """Runs the display's program, and again after each power cut."""

    def __init__(self, site: Site, entry: Display, seen: Callable[[str, str], object]) -> None:
        self.entry: Final = entry
        self.clock: Final = MachineClock(site.agenda, entry.id)
        self._site = site
        self._seen = seen
        self._run: _Run | None = None

    @property
    def screen(self) -> Screen | None:
        """What it shows now; None while it is dark."""
        if self._run is None or self._run.screen is None:
            return None
        self._run.look(self.clock.now_ms())
        return self._run.screen

    @property
    def ear(self) -> Ear | None:
        """What it has heard since it is on; None while it is dark."""
        return None if self._run is None else self._run.ear

    @property
    def down_since_ms(self) -> int | None:
        """Since when its line is down, while it is on."""
        return None if self._run is None else self._run.client.down_since_ms

    @property
    def looks_fresh(self) -> bool:
        """Whether somebody who glances at it now would believe what it shows."""
        run = self._run
        return run is not None and run.screen is not None and run.glance().stale is None

    def start(self) -> None:
        """Switch it on."""
        if self._run is None:
            self._run = _Run(self._site, self, self._seen)
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
    """One run of the program: its `View` and its `Voice` in one."""

    def __init__(self, site: Site, machine: DisplayMachine, seen: Callable[[str, str], object]):
        self.screen: Screen | None = None
        self.presenter: BoardPresenter | SignPresenter
        self._site = site
        self._machine = machine
        self._seen = seen
        self._watch = HallWatch()
        self._beats = Beats(machine.clock)
        self._announcer: Announcer | None = None
        self._drawn: tuple[BoardCall, ...] | None = None
        self._glancing = False
        self.ear: Final = Ear()
        self._unseen: BoardState | None = None
        """What a board heard last, where only lines have changed that nobody looks at."""
        self.client = site.client(machine.entry.id, machine.clock, self._on_link)
        self.client.subscribe(topics.HALL.of(site.file.hall.id), self._on_hall)
        signage = Signage(site.file, TEXTS, self._watch)
        if machine.entry.kind == "board":
            self._be_board(signage)
        else:
            self._be_sign(signage)

    def look(self, now_ms: EpochMs) -> None:
        """Have it drawn: a call must be seen at once, lines and the clock when somebody looks."""
        self._beats.tell(self._watch)
        unseen, self._unseen = self._unseen, None
        if unseen is not None and isinstance(self.presenter, BoardPresenter):
            self._drawn = unseen.calls
            self.presenter.on_board(unseen, now_ms)
        else:
            self.presenter.refresh(now_ms)

    def glance(self) -> Screen:
        """Return what it shows now, without anybody else looking up."""
        self._glancing = True
        self.look(self._machine.clock.now_ms())
        self._glancing = False
        if self.screen is None:
            raise AssertionError("nothing was drawn")
        return self.screen

    def show(self, screen: Screen) -> None:
        """Draw; people look up."""
        self.screen = screen
        if self._glancing:
            return
        if isinstance(screen, Board):
            for row in screen.rows:
                if row.active:
                    self._seen(row.number, row.window)
        elif screen.ticket:
            self._seen(screen.ticket, screen.window)

    def say(self, announcement: Announcement) -> None:
        """Speak, and be done after a while; what is late is not begun."""
        machine = self._machine
        if machine.clock.now_ms() < announcement.until_ms:
            self.ear.spoke.append(self._site.agenda.now_ms)
            self._site.witness.spoken(machine.entry.id, machine.entry.zone, announcement)
        self._site.agenda.after(self._site.random.uniform(*SPEAKS_MS), self._said)

    def prepare(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        """Nothing takes any time to be made here."""

    def _be_board(self, signage: Signage) -> None:
        entry, hall_id = self._machine.entry, self._site.file.hall.id
        board = BoardPresenter(entry.zone, view=self, signage=signage, watch=self._watch)
        self.presenter = board
        if entry.voice:
            self._announcer = Announcer(
                self._site.file, entry.zone, entry.languages, voice=self, watch=self._watch
            )
            self.client.subscribe(topics.call(hall_id, entry.zone), self._on_call)
        self.client.subscribe(topics.board(hall_id, entry.zone), self._on_board)

    def _be_sign(self, signage: Signage) -> None:
        window_id = self._machine.entry.window
        if window_id is None:
            raise AssertionError("a window display without a window")
        sign = SignPresenter(window_id, view=self, signage=signage)
        self.presenter = sign
        topic = topics.window(self._site.file.hall.id, window_id)
        self.client.subscribe(topic, partial(self._on_window, sign))

    def _on_link(self, state: LinkState) -> None:
        self._beats.tell(self._watch)
        self._watch.on_link(state, "", self._machine.clock.now_ms())
        if state is LinkState.CONNECTED:
            self.ear.connected()

    def _on_hall(self, message: Message) -> None:
        self.ear.beat(self._site.agenda.now_ms)
        self._beats.hear(message)

    def _on_board(self, message: Message) -> None:
        self.ear.board(self._site.agenda.now_ms)
        self._beats.tell(self._watch)
        state: BoardState = message.read(topics.BOARD)
        now_ms = self._machine.clock.now_ms()
        self._unseen = state
        if state.calls != self._drawn:
            self.look(now_ms)
        if self._announcer is not None:
            self._announcer.on_board(state, now_ms)

    def _on_window(self, sign: SignPresenter, message: Message) -> None:
        self._beats.tell(self._watch)
        state: WindowState = message.read(topics.WINDOW)
        sign.on_window(state, self._machine.clock.now_ms())

    def _on_call(self, message: Message) -> None:
        self._beats.tell(self._watch)
        call: Call = message.read(topics.CALL)
        if self._announcer is not None:
            self._announcer.on_call(call, self._machine.clock.now_ms())

    def _said(self) -> None:
        self._beats.tell(self._watch)
        if self._announcer is not None and self._machine.is_running(self):
            self._announcer.on_done(self._machine.clock.now_ms())
