"""Bugs of what is kept and told: answers, events, calls; and of what people see, hear and press."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Final
from unittest.mock import patch

from msgspec.structs import replace

from caller.core.desk import Desk
from contract.ids import EpochMs, TicketId
from contract.messages.answers import Done
from contract.messages.state import PanelState
from coordinator.domain import decide, issuing, schedule
from coordinator.domain.commands import IssueTicket
from coordinator.domain.hall import Hall
from coordinator.service import announce, passing
from coordinator.service.draft import Draft
from coordinator.service.ports import Request
from display.core import signage
from display.core.announcements import Announcements
from display.core.announcer import Announcer
from kiosk.core.equipment import Paper
from kiosk.core.presenter import KioskPresenter
from kiosk.core.tickets import Tickets
from tests.simulation.plants.plant import Plant

HEARD: Final = frozenset({"a call is spoken where it can be"})
OFFLINE: Final = frozenset({"a key pressed offline is never obeyed"})
MANY_WAIT: Final = 3


def _forgets_refusals() -> AbstractContextManager[Any]:
    """What is refused is not kept: asked again, it may be done."""

    def carry_out(self: Draft, request: Request) -> Any:
        answer = self.answers.get(request.key)
        if answer is None:
            answer = self._decide(request)
            if isinstance(answer, Done):
                self.answers[request.key] = answer
        return answer

    return patch.object(Draft, "carry_out", carry_out)


def _lets_time_run_back() -> AbstractContextManager[Any]:
    """The journal follows a clock that was set back."""
    begin = Draft.__init__

    def follow(self: Draft, hall: Hall, *, now_ms: EpochMs, **others: Any) -> None:
        begin(self, hall, now_ms=now_ms, **others)
        object.__setattr__(self, "_now_ms", now_ms)

    return patch.object(Draft, "__init__", follow)


def _forgets_the_class() -> AbstractContextManager[Any]:
    """Whoever shows a card waits as everybody does."""
    issue = issuing.issue_ticket

    def classless(hall: Hall, command: IssueTicket, now_ms: EpochMs) -> Any:
        return issue(hall, replace(command, priority_id=None), now_ms)

    return patch.dict(decide._DECIDE, {IssueTicket: classless})


def _calls_who_is_still_printing() -> AbstractContextManager[Any]:
    """A paper that is not reported at once is taken for overdue."""

    def overdue(hall: Hall, now_ms: EpochMs) -> Any:
        return tuple(issuing._overdue(hall.day.tickets[t], now_ms) for t in hall.day.awaiting_paper)

    return patch.object(passing, "overdue_papers", overdue)


def _waits_for_reports_for_ever() -> AbstractContextManager[Any]:
    return patch.object(passing, "overdue_papers", lambda hall, now_ms: ())


def _tells_only_calls() -> AbstractContextManager[Any]:
    """Whoever listens hears of no ticket that ends."""
    news = announce.news

    def less(*about: Any, **now: Any) -> Iterator[Any]:
        return (each for each in news(*about, **now) if "/service_finished" not in each.topic)

    return patch.object(announce, "news", less)


def _calls_to_another_window() -> AbstractContextManager[Any]:
    """The board is right, and the voice sends everybody to the first window."""
    news = announce.news

    def astray(hall: Hall, *about: Any, **now: Any) -> Iterator[Any]:
        for each in news(hall, *about, **now):
            call = getattr(each.message, "call", None)
            if call is None:
                yield each
            else:
                wrong = replace(call, window_id=hall.file.window[0].id)
                yield each._replace(message=replace(each.message, call=wrong))

    return patch.object(announce, "news", astray)


def _fills_no_gaps() -> AbstractContextManager[Any]:
    """What was called while the line was down is on the board, and is not said."""
    take = Announcements.on_board

    def deaf(self: Announcements, *board: Any, **how: Any) -> None:
        with patch.object(Announcements, "_take", lambda self, call: None):
            take(self, *board, **how)

    return patch.object(Announcements, "on_board", deaf)


def _falls_silent_in_a_rush() -> AbstractContextManager[Any]:
    """When many wait to be said, the voice never ends."""
    go_on = Announcer._go_on

    def stuck(self: Announcer, now_ms: EpochMs) -> None:
        self._busy |= len(self._calls.waiting) >= MANY_WAIT
        go_on(self, now_ms)

    return patch.object(Announcer, "_go_on", stuck)


def _looks_fresh_when_cut_off() -> AbstractContextManager[Any]:
    return patch.object(signage.Signage, "stale", lambda self, now_ms: None)


def _sends_keys_of_offline() -> AbstractContextManager[Any]:
    """A key pressed while the line is down waits until it is up."""
    return patch.object(Desk, "_can_send", property(lambda self: not self.sending))


def _remembers_keys_of_offline() -> AbstractContextManager[Any]:
    """The last key pressed while nothing could be done is pressed again, so to say, later."""
    send, show = Desk._sent, Desk.on_panel
    kept: dict[Desk, Any] = {}

    def remember(self: Desk, *key: Any, **shows: Any) -> bool:
        if self.trouble is not None:
            kept[self] = key, shows
        return send(self, *key, **shows)

    def press_again(self: Desk, panel: PanelState) -> None:
        show(self, panel)
        if self.trouble is None and self in kept:
            key, shows = kept.pop(self)
            send(self, *key, **shows)

    stack = ExitStack()
    stack.enter_context(patch.object(Desk, "_sent", remember))
    stack.enter_context(patch.object(Desk, "on_panel", press_again))
    return stack


def _prints_again_what_is_uncertain() -> AbstractContextManager[Any]:
    """Rather two papers than none."""
    end = KioskPresenter.on_paper

    def again(self: KioskPresenter, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        slip = self._visit.slip
        if paper is Paper.UNCERTAIN and slip is not None and slip.ticket_id == ticket_id:
            self._print(slip)
        else:
            end(self, ticket_id, paper, cause)

    return patch.object(KioskPresenter, "on_paper", again)


def _takes_the_uncertain_for_not_printed() -> AbstractContextManager[Any]:
    report = Tickets.report_paper

    def sure(self: Tickets, paper: Paper, cause: str) -> None:
        report(self, Paper.NOT_PRINTED if paper is Paper.UNCERTAIN else paper, cause)

    return patch.object(Tickets, "report_paper", sure)


def _gives_the_numbers_of_kiosks() -> AbstractContextManager[Any]:
    """The coordinator counts on, past numbers that are a kiosk's own."""
    number = schedule.next_number

    def next_number(series: Any, last: Any, used: Any, blocks: Any) -> Any:
        return number(series, last, used, ())

    return patch.object(schedule, "next_number", next_number)


def _leaves_the_ticket_of_who_has_left() -> AbstractContextManager[Any]:
    """A ticket that comes when nobody stands there any more is nobody's business."""
    settle = Tickets.settle

    def careless(self: Tickets, command: Any, answer: Any) -> None:
        if isinstance(answer, Done) and answer.ticket is not None:
            self._outbox.settle(command.command_id)
        else:
            settle(self, command, answer)

    return patch.object(Tickets, "settle", careless)


TELLING: Final[Mapping[str, Plant]] = {
    "forgets refusals": Plant(frozenset({"answered means journaled"}), _forgets_refusals),
    "lets the journal's time run back": Plant(frozenset({"time goes on"}), _lets_time_run_back),
    "forgets the class of who comes": Plant(
        frozenset({"a command does what it asks"}), _forgets_the_class
    ),
    "calls who is still at the kiosk": Plant(
        frozenset({"nobody is called whose paper may be under way"}), _calls_who_is_still_printing
    ),
    "waits for reports of papers for ever": Plant(
        frozenset({"what is due is not forgotten"}), _waits_for_reports_for_ever
    ),
    "tells of no service that is finished": Plant(
        frozenset({"every event is told"}), _tells_only_calls
    ),
    "says another window than is called": Plant(
        frozenset({"what is spoken is what was called"}), _calls_to_another_window
    ),
    "leaves unsaid what was called meanwhile": Plant(HEARD, _fills_no_gaps),
    "falls silent in a rush": Plant(HEARD, _falls_silent_in_a_rush),
    "looks fresh when cut off": Plant(
        frozenset({"what may be old says so"}), _looks_fresh_when_cut_off
    ),
    "sends keys that were pressed offline": Plant(OFFLINE, _sends_keys_of_offline),
    "presses keys again that were pressed offline": Plant(OFFLINE, _remembers_keys_of_offline),
    "prints again what is uncertain": Plant(
        frozenset({"a ticket has one paper"}), _prints_again_what_is_uncertain
    ),
    "takes uncertain papers for not printed": Plant(
        frozenset({"what is said of a paper is true"}), _takes_the_uncertain_for_not_printed
    ),
    "gives the numbers of kiosks": Plant(
        frozenset({"no number twice", "a paper that calls nobody is explained, and rightly"}),
        _gives_the_numbers_of_kiosks,
        seldom=True,
    ),
    "leaves the ticket of who has left the kiosk": Plant(
        frozenset({"it is known what became of every paper"}), _leaves_the_ticket_of_who_has_left
    ),
}
