"""A kiosk: the real presenter, with a printer, a card reader and a line that are models."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from contract import topics
from contract.hall import Kiosk
from contract.ids import EpochMs, GroupId
from contract.messages.answers import AnyAnswer
from contract.messages.commands import AnyCommand
from contract.messages.state import HallState, QueueState
from hardware.idcard.records import IdCard
from kiosk.core import screens
from kiosk.core.equipment import Paper
from kiosk.core.presenter import KioskPresenter
from kiosk.core.slip import Slip
from messaging import LinkState
from simulation.world.client import CommandLine
from simulation.world.clock import MachineClock
from simulation.world.journal import PowerCut
from simulation.world.kiosk_disk import KioskDisk
from simulation.world.message import Message
from simulation.world.printer import SimulatedPrinter
from simulation.world.site import Site

BUSY_TICK_MS: Final = 2_000
OWING_TICK_MS: Final = 6_000
IDLE_TICK_MS: Final = 20_000
"""The real one ticks four times a second; nothing it does can tell the difference: a page that a
visitor reads goes by itself only after it has said so for longer than this."""
RESTART_MS: Final = (2_000, 60_000)
GLANCE_MS: Final = 5_000
"""The lines on the screen change with each ticket; who chooses does not look at them so often."""
PERSON_KEY: Final = b"simulated"
_AT_REST: Final = (screens.Home, screens.Closed, screens.NoConnection, screens.OutOfOrder)


class KioskMachine:
    """Runs the kiosk's program, and again after each power cut.

    Attributes:
        rest_ms: so often it looks around while nobody stands before it.
        tray: the paper that came out last, until somebody takes it.
    """

    def __init__(self, site: Site, kiosk: Kiosk, *, rest_ms: int = IDLE_TICK_MS) -> None:
        self.kiosk: Final = kiosk
        self.rest_ms: Final = rest_ms
        self.clock: Final = MachineClock(site.agenda, kiosk.id)
        self.printer: Final = SimulatedPrinter(site)
        self.disk: Final = KioskDisk()
        self.tray: Slip | None = None
        self._site = site
        self._run: _Run | None = None

    @property
    def screen(self) -> screens.Screen | None:
        """What it shows; None while it is dark."""
        if self._run is None:
            return None
        self.act(self._run, self._run.glance)
        return None if self._run is None else self._run.presenter.screen

    @property
    def settled(self) -> bool:
        """Whether it is on, waits for no answer, and has handed in what it gave alone."""
        return self._run is not None and self._run.line.waiting == 0 and not self.disk.owes

    @property
    def queues(self) -> dict[GroupId, QueueState]:
        """The lines of the hall as it has heard of them."""
        return {} if self._run is None else self._run.heard

    def start(self) -> None:
        """Switch it on."""
        if self._run is None:
            self._run = _Run(self._site, self)
            self.act(self._run, self._run.start)

    def lose_power(self, for_ms: float) -> None:
        """Go off, and come back after a while. A paper that is being printed may still come out."""
        run, self._run = self._run, None
        if run is not None:
            run.client.lose_power()
            self._site.agenda.after(for_ms, self.start)

    def touch(self, action: str, argument: str = "") -> None:
        """Somebody touches the screen."""
        if self._run is not None:
            self.act(self._run, self._run.touch, action, argument)

    def lay_card(self, card: IdCard) -> None:
        """Somebody lays a card on the reader."""
        if self._run is not None and self._run.listening:
            self.act(self._run, self._run.presenter.on_card, card)

    def ask(self, command: AnyCommand) -> None:
        """Send what somebody makes who does not look at the screen."""
        if self._run is not None:
            self.act(self._run, self._run.send, command)

    def printer_changed(self) -> None:
        """The printer says something else of itself."""
        if self._run is not None:
            self.act(self._run, self._run.presenter.on_printer, self.printer.health)

    def act(self, run: "_Run", act: Callable[..., object], *args: Any) -> None:
        """Let the program do something, if it still runs; the power may go while it writes."""
        if run is not self._run:
            return
        try:
            act(*args)
        except PowerCut:
            self.lose_power(self._site.random.uniform(*RESTART_MS))

    def paper_out(self, slip: Slip) -> None:
        """A paper comes out."""
        self.tray = slip
        self._site.witness.paper_out(self.kiosk.id, slip)


class _Clock:
    """The kiosk's clocks, which stand at the time when a heartbeat came while that is read."""

    def __init__(self, clock: MachineClock) -> None:
        self.then: tuple[EpochMs, int] | None = None
        self.new_command_id = clock.new_command_id
        self._clock = clock

    def now_ms(self) -> EpochMs:
        """Return the time."""
        return self._clock.now_ms() if self.then is None else self.then[0]

    def steady_ms(self) -> int:
        """Return it by the clock that nobody sets."""
        return self._clock.steady_ms() if self.then is None else self.then[1]

    def both(self) -> tuple[EpochMs, int]:
        """Return the time by either."""
        return self._clock.now_ms(), self._clock.steady_ms()


class _Run:
    """One run of the program: its `View`, `HallLine`, `SlipPrinter` and `CardReader` in one."""

    def __init__(self, site: Site, machine: KioskMachine) -> None:
        hall_id = site.file.hall.id
        self.heard: dict[GroupId, QueueState] = {}
        self.listening = False
        self._site = site
        self._machine = machine
        self._unread: dict[str, Message] = {}
        self._glanced_at_ms = 0
        self._clock = _Clock(machine.clock)
        self._beats: list[tuple[tuple[EpochMs, int], HallState]] = []
        self._newest_at_ms = 0
        self._fresh = True
        self._tick_at_ms = 0
        self._ticks = 0
        on_link = partial(machine.act, self, self._on_link)
        self.client = site.client(machine.kiosk.id, machine.clock, on_link)
        self.line = CommandLine(
            site.network,
            machine.clock,
            self.client,
            on_answer=partial(machine.act, self, self._on_answer),
            on_no_answer=partial(machine.act, self, self._on_no_answer),
        )
        self.presenter = KioskPresenter(
            hall=site.file,
            kiosk_id=machine.kiosk.id,
            language="zh",
            view=self,
            line=self,
            printer=self,
            card_reader=self,
            clock=self._clock,
            person_key=PERSON_KEY,
            store=machine.disk,
        )
        self.report_faults = self.line.report_faults
        self.client.subscribe(topics.HALL.of(hall_id), partial(machine.act, self, self._on_hall))
        self.client.subscribe(topics.QUEUE.of(hall_id), self._on_queue)

    def start(self) -> None:
        self.client.start()
        self.presenter.on_printer(self._machine.printer.health)
        self._tick(self._ticks)

    def touch(self, action: str, argument: str) -> None:
        self.read_beats()
        self.presenter.on_tap(action, argument)

    def glance(self) -> None:
        """Let the screen catch up with the lines, if somebody has not looked just now."""
        self.read_beats()
        if self._site.agenda.now_ms - self._glanced_at_ms >= GLANCE_MS:
            self._read_queues()
            self.presenter.on_tick()

    def read_beats(self) -> None:
        """Take the heartbeats that came. Where time goes on as it should, the last says it all."""
        beats, self._beats = self._beats, []
        times = [self._newest_at_ms, *(beat.at_ms for _, beat in beats), 0]
        for (self._clock.then, beat), before, after in zip(beats, times, times[2:], strict=False):
            if not before < beat.at_ms < after:
                self.presenter.on_hall(beat)
                self._newest_at_ms = beat.at_ms
        self._clock.then = None

    def _read_queues(self) -> None:
        """Take what was heard of the lines; only the last word on each counts on the screen."""
        self._glanced_at_ms = self._site.agenda.now_ms
        unread, self._unread = self._unread, {}
        states: list[QueueState] = [message.read(topics.QUEUE) for message in unread.values()]
        if states:
            self.heard |= {state.group_id: state for state in states}
            self.presenter.on_queue(*states)

    # The presenter's ports

    def show(self, screen: screens.Screen) -> None:
        """The screen is looked at when somebody stands before it; time may be short on it."""
        if self._site.agenda.now_ms + self._pause_ms(screen) < self._tick_at_ms:
            self._tick_after(self._pause_ms(screen))

    def set_language(self, language: str) -> None:
        """So is its language."""

    def send(self, command: AnyCommand) -> None:
        self._site.witness.asked(self._machine.kiosk.id, command)
        self.line.send(command)

    def print(self, slip: Slip) -> None:
        if slip.alone:
            self._site.witness.given_alone(self._machine.kiosk.id, slip)
        self._machine.printer.print(slip, self._machine.paper_out, self._on_paper)

    def listen(self, *, enabled: bool) -> None:
        self.listening = enabled

    # What happens

    def _on_link(self, state: LinkState) -> None:
        self.read_beats()
        self.presenter.on_link(state, "")
        if state is LinkState.CONNECTED:
            self._fresh = True
            self.line.connected()

    def _on_hall(self, message: Message) -> None:
        """Keep a heartbeat until somebody looks; the first of a connection is judged otherwise."""
        self._beats.append((self._clock.both(), message.read(topics.HALL)))
        if self._fresh:
            self._fresh = False
            self.read_beats()

    def _on_queue(self, message: Message) -> None:
        self._unread[message.topic] = message

    def _on_answer(self, command: AnyCommand, answer: AnyAnswer) -> None:
        self.read_beats()
        self.presenter.on_answered(command, answer)

    def _on_no_answer(self, command: AnyCommand) -> None:
        self.read_beats()
        self.presenter.on_not_answered(command)

    def _on_paper(self, slip: Slip, paper: Paper) -> None:
        self._machine.act(self, self.presenter.on_paper, slip.ticket_id, paper, "simulated")

    def _tick(self, tick: int) -> None:
        if tick == self._ticks:
            self.read_beats()
            self.presenter.on_tick()
            self._tick_after(self._pause_ms(self.presenter.screen))

    def _tick_after(self, pause_ms: int) -> None:
        """Tick then, and not when it was to be until now."""
        self._ticks += 1
        self._tick_at_ms = self._site.agenda.now_ms + pause_ms
        self._site.agenda.after(pause_ms, self._machine.act, self, self._tick, self._ticks)

    def _pause_ms(self, screen: screens.Screen) -> int:
        """Return for how long nothing happens on a screen by itself."""
        reads = isinstance(screen, screens.VisitorPage) and screen.idle_left_s is None
        rests = isinstance(screen, _AT_REST)
        if not reads and not rests:
            return BUSY_TICK_MS
        if self._machine.disk.owes:
            return OWING_TICK_MS
        return self._machine.rest_ms if rests else IDLE_TICK_MS
