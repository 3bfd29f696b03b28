"""What the kiosk does at each touch, answer and tick. Called on one thread only."""

from collections.abc import Sequence
from dataclasses import replace

from contract.hall import HallFile
from contract.ids import DeviceId, TicketId
from contract.messages.answers import AnyAnswer, Done, Refused, TicketSlip
from contract.messages.commands import AnyCommand, GivenCard, Ring
from contract.messages.state import HallState, QueueState
from hardware.mrz import UnreadableZone, read_document
from kiosk.core import obstacles, scanning, screens
from kiosk.core.bell import Bell
from kiosk.core.catalog import Catalog
from kiosk.core.drawing import draw
from kiosk.core.equipment import Paper, PrinterHealth
from kiosk.core.even_clock import EvenClock
from kiosk.core.front import Front
from kiosk.core.giving import Giving
from kiosk.core.guide import CHOOSE, Guide
from kiosk.core.paper_list import print_list
from kiosk.core.patience import Patience
from kiosk.core.persons import NOTHING_SHOWN, Document, Persons, Sealing, Shown
from kiosk.core.ports import CardReader, Clock, HallLine, SlipPrinter, Store, View, Workshop
from kiosk.core.saver import Saver
from kiosk.core.situation import Situation
from kiosk.core.slip import slip_of
from kiosk.core.surroundings import Surroundings
from kiosk.core.technician import TEST, Technician
from kiosk.core.touch import touched
from kiosk.core.visit import CHOOSING, Asks, Step, Visit, sorry_alone
from messaging import LinkState


class KioskPresenter:
    """Owns the visit and the screen."""

    def __init__(
        self,
        *,
        hall: HallFile,
        kiosk_id: DeviceId,
        language: str,
        view: View,
        line: HallLine,
        printer: SlipPrinter,
        card_reader: CardReader,
        clock: Clock,
        person_key: bytes | None = None,
        seal: Sealing | None = None,
        store: Store | None = None,
        workshop: Workshop | None = None,
        guide: Guide | None = None,
        languages: Sequence[str] = ("zh", "en"),
    ) -> None:
        """Without a store the kiosk forgets at each restart, and gives no tickets alone."""
        self._catalog = Catalog(hall, kiosk_id, languages)
        self._persons = Persons(self._catalog, person_key, seal)
        self._front = Front(view, card_reader, guide)
        self._printer = printer
        self._clock = clock = EvenClock(clock)
        self._giving = Giving(self._catalog, line, clock, store)
        self._watch = self._giving.watch
        self._bell = Bell(kiosk_id, line, clock, self._watch)
        self._visitor = NOTHING_SHOWN
        self._visit = Visit(language, language)
        self._patience = Patience(self._catalog.kiosk, clock.now_ms())
        self._saver = Saver(self._catalog.kiosk.screen_saver_min, clock.now_ms())
        self._technician = Technician(workshop, printer, clock.now_ms())
        known = self._persons.known
        self._around = Surroundings(self._catalog, self._giving, line, clock, knows_persons=known)
        self._devices = self._around.devices
        self._screen = draw(self._situation())
        view.show(self._screen)

    @property
    def screen(self) -> screens.Screen:
        """What is shown now."""
        return self._screen

    def on_tap(self, action: str, argument: str) -> None:
        """The visitor touched something; see `touched` for what it means."""
        self._see_somebody()
        if action == "guide":
            self._on_key(argument)
            return
        now = self._situation()
        if self._technician.touched(action, argument, now) or self._bell.touched(action, now):
            self._patience.renew(now.now_ms)
            self._refresh()
            return
        self._become(touched(self._visit, self._screen, action, argument, self._catalog))
        self._go_on()

    def _see_somebody(self) -> None:
        """What lies over the visitor's page goes, so that what comes now finds that."""
        self._saver.see(self._clock.now_ms())
        if isinstance(self._screen, screens.ScreenSaver | screens.Help):
            self._refresh()

    def _on_key(self, key: str) -> None:
        """A key of spoken guidance: it moves the focus, or touches what has it."""
        touch = self._front.key(key, self._screen)
        if touch is not None:
            before = self._screen
            self.on_tap(touch.action, touch.argument)
            if key == CHOOSE and self._screen == before:
                self._front.repeat(self._screen)  # what is closed says so once more

    def _go_on(self) -> None:
        """Ask the hall for what the visitor has come to by a touch or a code."""
        if self._visit.step is Step.ASKING and self._visit.command_id is None:
            tail = self._visit.phone_tail
            visitor = GivenCard(masked_name="", document_tail=tail) if tail else None
            self._ask(self._visit.shown or Shown(visitor))
        if self._visit.step is Step.PAPER_LIST and self._visit.list_id is None:
            self._become(print_list(self._visit, self._situation(), self._printer))
        wanted = scanning.sought(self._visit, self._screen)
        if wanted != self._visit.sought:
            finding = self._giving.asking.find(self._visit) if wanted else None
            self._become(replace(self._visit, sought=wanted, finding=finding))

    # The devices

    def on_card(self, card: Document) -> None:
        """A card was read. What is kept of it is masked, or under seal."""
        match self._screen:
            case screens.MyTicket():
                person = self._persons.hash_of(card, self._day)
                self._become(replace(self._visit, person_hash=person, hint="card_read"))
            case screens.CheckIn() if not self._persons.known:
                pass  # without the key a document does not say whose appointment it is
            case screens.Identify() | screens.CheckIn():
                self._become(self._visit.conclude(Step.ASKING, code_typed=""))
                self._ask(self._shown(card))

    def on_card_hint(self, hint: str) -> None:
        """A card lies there and cannot be read; `hint` is the key of what to do."""
        if isinstance(self._screen, scanning.READING_CARDS):
            self._become(replace(self._visit, hint=hint))

    def on_zone(self, lines: Sequence[str]) -> None:
        """A document's machine-readable lines were read. With a doubt, the visitor confirms it."""
        try:
            document = read_document(lines, self._situation().hall_time.date())
        except UnreadableZone:
            self.on_card_hint("replace_document")
            return
        if document.certain:
            self.on_card(document)
        elif isinstance(self._screen, screens.Identify):
            self._become(scanning.doubted(self._visit, document, self._shown(document)))
        else:
            self.on_card_hint("replace_document")

    def on_code(self, text: str) -> None:
        """A code was held before the scanner. What it says is anybody's."""
        if self._technician.present:
            return
        self._bell.close()
        self._see_somebody()
        alone, day = self._giving.works_alone, self._day
        kept = (self._visit, self._screen, text, self._catalog)
        self._become(scanning.scanned(*kept, day=day, alone=alone))
        self._go_on()

    def on_no_code(self) -> None:
        """Something came from the scanner that is no text: a code of others, or a noisy line.

        The first page stays as it is, for noise goes on and on.
        """
        if isinstance(self._screen, scanning.HINTING):
            self._become(scanning.no_code(self._visit, self._screen))

    def on_scanner(self, *, up: bool, cause: str = "") -> None:
        """The scanner is there, or is not. Without it, all can be typed."""
        self._devices.on_scanner(up=up, cause=cause)
        self._around.report_faults()
        self._refresh()

    def on_card_reader(self, *, up: bool, cause: str = "") -> None:
        """The reader began or ceased to answer. Without it, the other ways remain."""
        self._devices.on_card_reader(up=up, cause=cause)
        self._around.report_faults()
        self._refresh()

    def on_printer(self, health: PrinterHealth) -> None:
        """The printer's health changed."""
        self._devices.printer = health
        self._around.report_faults()
        self._refresh()

    def on_paper(self, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        """The printer is done with a slip. News of one already given up is too late."""
        if ticket_id == TEST:
            self._technician.on_paper(paper)
            self._refresh()
        if ticket_id == self._visit.list_id:
            self._devices.on_paper(paper)
            self._around.report_faults()
            self._become(replace(self._visit, list_paper=paper.value))
        slip = self._visit.slip
        if self._visit.step is Step.PRINTING and slip is not None and slip.ticket_id == ticket_id:
            self._conclude_printing(ticket_id, paper, cause)

    # The line

    def on_link(self, state: LinkState, detail: str) -> None:
        """The line came or went."""
        self._giving.on_link(state, detail)
        self._technician.on_link(self._clock.now_ms())
        self._refresh()

    def on_hall(self, state: HallState) -> None:
        """The coordinator's heartbeat."""
        self._giving.on_hall(state)
        self._bell.on_hall(state)
        self._around.report_faults()
        self._refresh()

    def on_queue(self, *states: QueueState) -> None:
        """Lines of the hall changed: one, or as many as are heard of at once."""
        for state in states:
            self._around.queues.on_queue(state)
        self._refresh()

    def on_answered(self, command: AnyCommand, answer: AnyAnswer) -> None:
        """An answer; to those that nobody here waits for there is nothing to add."""
        if isinstance(command, Ring):
            self._bell.on_answered(command, answer)
            self._refresh()
            return
        if self._visit.finding == command.command_id:
            self._become(scanning.found(self._visit, answer))
            return
        if not self._waits_for(command):
            self._giving.settle(command, answer)
            return
        match answer:
            case Done(ticket=TicketSlip() as ticket, appointment=appointment):
                of_what = {"group_id": ticket.group_id, "item_id": ticket.item_id}
                facts = {"slip": ticket, "appointment": appointment, **of_what}
                if self._visit.asks is not Asks.COPY:
                    self._giving.asking.begin_printing(command, ticket.ticket_id)
                self._become(self._visit.conclude(Step.PRINTING, **facts))
                self._print(ticket)
            case Done() if self._visit.asks is Asks.CANCEL:
                self._become(self._visit.conclude(Step.CANCELLED))
            case Refused(code=code, facts=facts) if code != "expired":
                self._giving.settle(command, answer)
                self._become(self._visit.refused(code, facts))
            case _:
                self._giving.settle(command, answer)
                self._go_unanswered()

    def on_not_answered(self, command: AnyCommand) -> None:
        """Nobody answered in time; what came of a request is found out later."""
        if isinstance(command, Ring):
            self._bell.on_not_answered(command)
            self._refresh()
            return
        self._giving.on_not_answered(command)
        if self._waits_for(command):
            self._go_unanswered()

    # Time

    def on_tick(self) -> None:
        """Time passes. Call it a few times a second."""
        self._giving.tick(reachable=self._watch.reachable(self._clock.now_ms()))
        if self._visit.step is Step.ASKING and self._giving.works_alone:
            self._go_unanswered()
        self._around.report_faults()
        self._technician.on_tick(self._clock.now_ms())
        self._bell.on_tick()
        if self._bell.open and self._visit.step in CHOOSING:
            self._patience.renew(self._clock.now_ms())  # whoever waits for help is not idle
        if self._patience.is_over(self._visit, self._clock.now_ms()):
            self._time_is_up()
        self._refresh()

    @property
    def _day(self) -> str:
        hall = self._watch.hall
        alone = hall is None or self._giving.works_alone
        return self._giving.alone.day if alone or hall is None else hall.day

    def _shown(self, card: Document) -> Shown:
        return self._persons.shown(card, self._day, self._situation().hall_time.date())

    def _ask(self, shown: Shown) -> None:
        if self._giving.works_alone:
            self._do_alone(shown)
            return
        self._visitor = shown
        command_id = self._giving.asking.ask(self._visit, shown)
        self._become(replace(self._visit.forget(), command_id=command_id))

    def _do_alone(self, shown: Shown) -> None:
        """Give a number without the hall; all else it takes the hall for."""
        visit = self._visit
        ticket = self._giving.give_alone(visit, shown) if visit.asks is Asks.TICKET else None
        if ticket is None:
            self._become(visit.conclude(Step.SORRY, sorry=sorry_alone(visit)))
            return
        self._become(visit.forget().conclude(Step.PRINTING, slip=ticket, alone=True))
        self._print(ticket)

    def _print(self, ticket: TicketSlip) -> None:
        """Print it; without paper the screen shows the number at once."""
        no_paper = self._situation().no_paper
        if no_paper:
            self._conclude_printing(ticket.ticket_id, Paper.NOT_PRINTED, no_paper)
        else:
            self._printer.print(slip_of(ticket, self._catalog, alone=self._visit.alone))

    def _waits_for(self, command: AnyCommand) -> bool:
        return self._visit.step is Step.ASKING and self._visit.command_id == command.command_id

    def _go_unanswered(self) -> None:
        """Nobody has answered: the visitor gets a number all the same, if the kiosk has any."""
        self._giving.go_unanswered()
        if self._giving.works_alone:
            self._do_alone(self._visitor)
        else:
            self._become(self._visit.leave())

    def _conclude_printing(self, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        """Go on with the paper, or with the number on the screen: it is valid either way."""
        shown = Paper.ON_SCREEN if paper is Paper.NOT_PRINTED else paper
        self._giving.report_paper(self._visit, ticket_id, shown, cause)
        self._devices.on_paper(paper)
        self._around.report_faults()
        if paper is Paper.PRINTED:
            self._become(self._visit.conclude(Step.TAKE_TICKET))
        else:
            why = "uncertain" if paper is Paper.UNCERTAIN else "no_paper"
            self._become(self._visit.conclude(Step.SHOW_NUMBER, sorry=f"show_number.{why}"))

    def _time_is_up(self) -> None:
        slip = self._visit.slip
        if self._visit.step is Step.PRINTING and slip is not None:
            self._conclude_printing(slip.ticket_id, Paper.UNCERTAIN, "the printer says nothing")
        else:
            self._become(self._visit.leave())

    def _become(self, visit: Visit) -> None:
        """Go on with `visit`. Any touch while choosing is a sign of life."""
        if visit != self._visit or visit.step in CHOOSING:
            self._patience.renew(self._clock.now_ms())
        if visit.step is not Step.ASKING:
            self._visitor = NOTHING_SHOWN
        self._visit = visit
        self._refresh()

    def _situation(self) -> Situation:
        return self._around.situation(self._visit, self._patience)

    def _refresh(self) -> None:
        now = self._situation()
        under = draw(now)
        over = self._technician.draw(now, self._devices, self._around.faults) or self._bell.draw(
            now
        )
        self._screen = over or self._saver.over(under, now)
        if isinstance(under, obstacles.OBSTACLES) and self._visit.step is not Step.HOME:
            # Whoever comes when it is over must not find the choices, or the number, of another.
            self._visit = replace(self._visit.leave(), language=self._visit.language)
        self._front.show(self._screen, self._visit)
