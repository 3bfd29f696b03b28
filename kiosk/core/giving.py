"""Where a kiosk's tickets come from: the coordinator, or while nobody answers its own numbers."""

from typing import Final

from contract.ids import TicketId
from contract.messages.answers import AnyAnswer, TicketSlip
from contract.messages.commands import AnyCommand, CancelTicket, HandInTicket, ReportPaper
from contract.messages.state import HallState
from kiosk.core.alone import Alone, slip_of_ticket
from kiosk.core.alone_faults import alone_faults
from kiosk.core.catalog import Catalog
from kiosk.core.equipment import Paper
from kiosk.core.even_clock import EvenClock
from kiosk.core.handing_in import HandingIn
from kiosk.core.outbox import Outbox
from kiosk.core.persons import Shown
from kiosk.core.ports import HallLine, Store
from kiosk.core.tickets import Tickets
from kiosk.core.unreachable import Unreachable
from kiosk.core.visit import Asks, Visit
from messaging import Fault, HallWatch, LinkState

TRY_DISK_MS: Final = 5_000


class Giving:
    """Both ways of giving tickets, and what is remembered of either."""

    def __init__(
        self, catalog: Catalog, line: HallLine, clock: EvenClock, store: Store | None
    ) -> None:
        self._outbox = Outbox(store)
        heard = self._outbox.heard
        self.watch: Final = HallWatch(ahead_ms=heard.ahead_ms if heard else 0)
        self.asking: Final = Tickets(line, clock, self.watch, self._outbox)
        self.alone: Final = Alone(catalog, clock, self.watch, self._outbox)
        self._handing_in = HandingIn(line, clock, self.watch, self._outbox)
        self._unreachable = Unreachable(self.watch, clock.now_ms())
        self._catalog = catalog
        self._clock = clock
        self._tried_disk_at_ms = clock.now_ms()

    @property
    def works_alone(self) -> bool:
        """Whether the coordinator is away, and there are numbers to give without it."""
        return self._unreachable.long_enough(self._clock.now_ms()) and self.alone.able

    @property
    def doubled(self) -> bool:
        """Whether another kiosk has our numbers: until it is gone, we give none alone."""
        return self._unreachable.doubled

    def on_link(self, state: LinkState, detail: str) -> None:
        """The line came or went."""
        self.watch.on_link(state, detail, self._clock.now_ms())
        self._unreachable.on_link(state)

    def on_hall(self, state: HallState) -> None:
        """The coordinator's heartbeat."""
        before = self._outbox.heard
        if self.watch.on_hall(state, self._clock.now_ms()):
            self.alone.hear(state)
            if before is not None and before.day != state.day:
                self._handing_in.not_called = 0

    def settle(self, command: AnyCommand, answer: AnyAnswer) -> None:
        """Take an answer that no visitor waits for."""
        if isinstance(command, HandInTicket):
            self._handing_in.on_answered(command, answer)
        else:
            self.asking.settle(command, answer)

    def on_not_answered(self, command: AnyCommand) -> None:
        """Nobody has answered. What came of a request for a ticket is found out later."""
        if isinstance(command, HandInTicket):
            self._handing_in.on_not_answered(command)
        elif isinstance(command, ReportPaper | CancelTicket):
            self.asking.drop(command)

    def go_unanswered(self) -> None:
        """A visitor has waited long enough for an answer."""
        self.watch.distrust()
        self._unreachable.now()
        self.asking.give_up()

    def give_alone(self, visit: Visit, shown: Shown) -> TicketSlip | None:
        """Return what to print of a ticket given without the coordinator; None: there is none."""
        given = self.alone.give(visit, shown)
        if given is None:
            return None
        self._handing_in.begin(given, shown.visitor)
        return slip_of_ticket(given)

    def report_paper(self, visit: Visit, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        """Say, or keep, what became of a ticket's paper. Of a copy nobody has to know."""
        if visit.alone:
            self._handing_in.conclude(ticket_id, paper, cause)
        elif visit.asks is not Asks.COPY:
            self.asking.report_paper(paper, cause)

    def tick(self, *, reachable: bool) -> None:
        """Let the coordinator know what it does not know; see how clock and disk are."""
        if self.watch.measured_at_ms is None:
            self._clock.follow()
        self.alone.notice_jump()
        if reachable:
            self.asking.catch_up()
            self._handing_in.send()
        now_ms = self._clock.now_ms()
        if abs(now_ms - self._tried_disk_at_ms) >= TRY_DISK_MS:
            self._tried_disk_at_ms = now_ms
            self._outbox.try_again()

    def faults(self) -> dict[str, Fault]:
        """Return what is wrong with clock, disk and numbers, by code."""
        now_ms = self._clock.now_ms()
        own = alone_faults(self._catalog, self.alone, self._handing_in, self._outbox, now_ms)
        return {**self.watch.faults(jumped_ms=self._clock.jumped_ms), **own}
