"""Whatever is cut off when: no number is on two papers, and every paper is in the journal."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract import topics
from contract.hall import parse_hall
from contract.ids import DeviceId
from contract.messages.answers import AnyAnswer
from contract.messages.base import encode, kind_of
from contract.messages.commands import AnyCommand
from contract.messages.state import HallState
from coordinator.adapters.intake import Intake
from coordinator.domain.events import PaperExplained
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State
from coordinator.service import views
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth
from kiosk.core.outbox import Outbox
from kiosk.core.presenter import KioskPresenter
from kiosk.core.slip import Slip
from messaging import Incoming, LinkState
from messaging.pending import PendingCommands
from tests.helpers.coordinator import Desk, FakePins
from tests.helpers.halls import SMALL_HALL
from tests.helpers.outbox import MemoryStore, PowerCut

KIOSK: Final = DeviceId("k1")
BLOCK: Final = 'printer = { url = "/dev/printer" }\nalone = { first = 990, last = 997 }'
FILE: Final = parse_hall(SMALL_HALL.replace('printer = { url = "/dev/printer" }', BLOCK))


class Town:
    """One hall and one kiosk with its disk, printer and visitors; each may be cut off."""

    def __init__(self) -> None:
        self.desk = Desk(FILE).started()
        self.clock = self.desk.clock
        self.intake = Intake(
            self.desk.loop.submit,
            publisher=self.desk.publisher,
            clock=self.clock,
            pins=FakePins(),
        )
        self.store = MemoryStore()
        self.line_up = True
        self.deaf = False
        """What the coordinator says is lost on the way."""
        self.papers: list[Slip] = []
        self.start()

    @property
    def hall(self) -> Hall:
        return self.desk.loop._hall or pytest.fail("the hall is lost")

    def start(self) -> None:
        self.pending = PendingCommands()
        self.slips: list[Slip] = []
        self.presenter = KioskPresenter(
            hall=FILE,
            kiosk_id=KIOSK,
            language="zh",
            view=self,
            line=self,
            printer=self,
            card_reader=self,
            clock=self.clock,
            store=self.store,
        )
        self.presenter.on_printer(PrinterHealth())
        if self.line_up:
            self.presenter.on_link(LinkState.CONNECTED, "")

    # The kiosk's ports

    def send(self, command: AnyCommand) -> None:
        self.pending.add(command, self.clock.now_ms())

    def report_faults(self, faults: object) -> None: ...

    def show(self, screen: screens.Screen) -> None: ...

    def set_language(self, language: str) -> None: ...

    def listen(self, *, enabled: bool) -> None: ...

    def print(self, slip: Slip) -> None:
        self.slips.append(slip)

    # What happens

    def power_cut(self) -> None:
        """Everything that is not on the disk is gone; a paper in the printer may be out."""
        self.papers += self.slips
        self.store.cut_before = None
        self.start()

    def attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except PowerCut:
            self.power_cut()

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds)):
            self.clock.move(1)
            self.attempt(self._moment)

    def _moment(self) -> None:
        now_ms = self.clock.now_ms()
        self.desk.loop.tick()
        if self.line_up:
            for command in self.pending.due(now_ms):
                self._carry(command)
            if not self.deaf:
                state: HallState = views.hall_state(self.hall, digest="0" * 12, now_ms=now_ms)
                self.presenter.on_hall(state)
        for command in self.pending.expired(now_ms):
            self.presenter.on_not_answered(command)
        self.presenter.on_tick()

    def _carry(self, command: AnyCommand) -> None:
        topic = topics.command(FILE.hall.id, kind_of(command), KIOSK)
        before = len(self.desk.publisher.answers)
        self.intake.receive(Incoming(topic=topic, payload=encode(command), **NOTHING_ELSE))
        self.desk.loop.work()
        for _, answer, _ in self.desk.publisher.answers[before:]:
            self._hear(answer)

    def _hear(self, answer: AnyAnswer) -> None:
        if self.deaf:
            return
        command = self.pending.answered(answer)
        if command is not None:
            self.presenter.on_answered(command, answer)

    def visitor(self, paper: Paper) -> None:
        """Somebody touches the screen until a slip is printed, or there is nothing to touch."""
        for touch in ("done", "home", "begin", "confirm", "skip"):
            action, argument = ("group", "general") if touch == "group" else (touch, "")
            self.presenter.on_tap(action, argument)
            if isinstance(self.presenter.screen, screens.Groups):
                self.presenter.on_tap("group", "general")
        self.pass_time(14)
        if self.slips:
            slip = self.slips.pop()
            if paper is not Paper.NOT_PRINTED:
                self.papers.append(slip)
            self.attempt(lambda: self.presenter.on_paper(slip.ticket_id, paper, ""))
            if isinstance(self.presenter.screen, screens.ShowNumber) and slip not in self.papers:
                self.papers.append(slip)  # kept as a photo

    def set_line(self, *, up: bool) -> None:
        if up != self.line_up:
            self.line_up = up
            state = LinkState.CONNECTED if up else LinkState.LOST
            self.presenter.on_link(state, "")

    def heal(self) -> None:
        """Everything works again, for long enough."""
        self.store.cut_before, self.store.full, self.deaf = None, False, False
        self.set_line(up=True)
        self.pass_time(40)


NOTHING_ELSE: Final[dict[str, Any]] = {
    name: None for name in Incoming.__annotations__ if name not in ("topic", "payload")
}

OUTCOMES: Final = (Paper.PRINTED, Paper.NOT_PRINTED, Paper.UNCERTAIN)
STEPS: Final = st.one_of(
    st.tuples(st.just("visitor"), st.sampled_from(OUTCOMES)),
    st.tuples(st.sampled_from(["lose", "find", "deafen", "undeafen", "power"]), st.none()),
    st.tuples(st.just("cut"), st.integers(0, 5)),
    st.tuples(st.just("wait"), st.sampled_from([1, 7, 20])),
    st.tuples(st.sampled_from(["full", "room"]), st.none()),
)


def live(steps: list[tuple[str, Any]]) -> Town:
    town = Town()
    town.pass_time(2)
    for what, argument in steps:
        match what:
            case "visitor":
                town.attempt(lambda paper=argument: town.visitor(paper))  # type: ignore[misc]
            case "lose" | "find":
                town.set_line(up=what == "find")
            case "deafen" | "undeafen":
                town.deaf = what == "deafen"
            case "power":
                town.power_cut()
            case "cut":
                town.store.cut_before = argument
            case "wait":
                town.pass_time(argument)
            case "full" | "room":
                town.store.full = what == "full"
    town.papers += town.slips
    town.heal()
    return town


ALONE_TWICE: Final = [("lose", None), ("wait", 7), ("visitor", Paper.PRINTED)] * 2
CUT_AT: Final = [
    [("lose", None), ("wait", 7), ("cut", saves), ("visitor", Paper.PRINTED), ("wait", 7)]
    for saves in range(4)
]
ONLINE_CUT: Final = [[("cut", saves), ("visitor", Paper.PRINTED)] for saves in range(5)]


@given(st.lists(STEPS, min_size=2, max_size=14))
@example([*ALONE_TWICE, ("power", None), *ALONE_TWICE])
@example([("deafen", None), ("visitor", Paper.PRINTED), ("visitor", Paper.PRINTED)])
@example([s for steps in CUT_AT for s in steps])
@example([s for steps in ONLINE_CUT for s in steps])
def test_every_paper_is_one_ticket_and_nothing_is_owed_in_the_end(
    steps: list[tuple[str, Any]],
) -> None:
    town = live(steps)

    _every_paper_is_one_ticket(town)
    _nobody_waits_without_a_paper(town)
    kept = Outbox(MemoryStore(town.store.records))
    assert (kept.given, kept.asked, kept.said) == ({}, {}, {})


def _every_paper_is_one_ticket(town: Town) -> None:
    tickets = town.hall.day.tickets
    twice = [name for name, count in Counter(p.ticket_id for p in town.papers).items() if count > 1]
    assert twice == []
    for paper in town.papers:
        assert paper.ticket_id in tickets, f"{paper.number} is in somebody's hand only"
        assert tickets[paper.ticket_id].number == paper.number
        assert tickets[paper.ticket_id].state is State.WAITING
    explained = [r for r in town.desk.store.records if isinstance(r.event, PaperExplained)]
    assert explained == []


def _nobody_waits_without_a_paper(town: Town) -> None:
    out = {paper.ticket_id for paper in town.papers}
    for ticket in town.hall.day.tickets.values():
        if ticket.id not in out and ticket.paper != "uncertain":
            assert ticket.state is State.CANCELLED, f"{ticket.number} waits without a paper"
