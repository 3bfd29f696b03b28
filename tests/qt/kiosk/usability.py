"""Eleven visits by real touches in the real window, counted, and timed at a stated pace.

Run as a program (`make usability`) it writes the table of docs/usability.md.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.ids import GroupId, TicketNumber
from contract.messages.answers import Done
from contract.messages.state import TicketState
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from tests.helpers.qt import pump
from tests.helpers.written_tables import write_table
from tests.qt.kiosk.window import Window
from tests.unit.kiosk.bench import TICKET, id_card

LOOK_S: Final = 4.0
TOUCH_S: Final = 1.5
CARD_S: Final = 8.0
SCAN_S: Final = 5.0
ANSWER_S: Final = 0.5
PAPER_S: Final = 3.0

PAGE: Final = Path(__file__).parents[3] / "docs" / "usability.md"


@dataclass(slots=True)
class Citizen:
    """Somebody before the window: what they touch, look at and wait for."""

    window: Window
    touches: int = 0
    pages: int = 1
    other_s: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it takes at the stated pace."""
        return self.touches * TOUCH_S + self.pages * LOOK_S + self.other_s

    def touch(self, *names: str) -> None:
        """Touch one item after the other; a page that is new has to be looked at."""
        for name in names:
            with self.looking():
                self.window.click(name)
            self.touches += 1

    def lay_card(self) -> None:
        """Take the ID card out and lay it on the reader."""
        with self.looking():
            self.window.bench.presenter.on_card(id_card())
            pump()
        self.other_s += CARD_S

    def lay_wrong_card(self) -> None:
        """Lay a card that cannot be read; what the kiosk says of it has to be looked at."""
        self.window.bench.presenter.on_card_hint("replace_card")
        pump()
        assert self.window.text("identify.hint")
        self.pages += 1
        self.other_s += CARD_S

    def scan_ticket(self) -> None:
        """Hold the ticket under the scanner, and be told how it stands."""
        bench = self.window.bench
        with self.looking():
            bench.presenter.on_code(TICKET)
            [asked] = bench.questions
            standing = TicketState(
                number=TicketNumber("A012"), group_id=GroupId("general"), stage="waiting", ahead=3
            )
            now_ms = bench.clock.now_ms()
            bench.presenter.on_answered(
                asked,
                Done(command_id=asked.command_id, answered_at_ms=now_ms, standing=standing),
            )
            pump()
        self.other_s += SCAN_S + ANSWER_S

    def get_number(self) -> None:
        """Wait for the hall's answer, and without a printer read the number."""
        with self.looking():
            self.window.bench.answer_done()
            pump()
        self.other_s += ANSWER_S

    def get_paper(self) -> None:
        """Wait until the paper is out."""
        with self.looking():
            self.window.bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
            pump()
        self.other_s += PAPER_S

    def sees(self, kind: str) -> None:
        """Hold that the visit has come where it should."""
        assert self.window.shows(kind), f"{self.window.bench.screen_kind} instead of {kind}"

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Count the page that comes of what is done within, if a new one does."""
        before = self.window.bench.screen_kind
        yield
        after = self.window.bench.screen_kind
        # The page that only says "one moment" asks for nothing.
        self.pages += after not in {before, "printing"}


def _takes_paper(citizen: Citizen) -> None:
    citizen.get_number()
    citizen.get_paper()
    citizen.sees("take_ticket")


def _known_group(citizen: Citizen) -> None:
    citizen.touch("home.begin", "groups.general", "items.residence-permit")
    citizen.touch("papers.confirm", "identify.skip")
    _takes_paper(citizen)


def _search(citizen: Citizen) -> None:
    citizen.touch("home.begin", "groups.search", "search.key.J", "search.key.Z", "search.key.Z")
    citizen.touch("search.result.residence-permit", "papers.confirm", "identify.skip")
    _takes_paper(citizen)


def _appointment(citizen: Citizen) -> None:
    citizen.touch("home.appointment", *(f"check_in.key.{key}" for key in "K7M3PQ"))
    citizen.touch("check_in.confirm")
    citizen.window.bench.answer_checked_in()
    citizen.other_s += ANSWER_S
    citizen.get_paper()
    citizen.sees("take_ticket")


def _two_services(citizen: Citizen) -> None:
    citizen.touch("home.begin", "groups.general", "items.residence-permit", "papers.add")
    citizen.touch("groups.housing", "items.housing-review", "papers.confirm", "identify.skip")
    _takes_paper(citizen)


def _bundle(citizen: Citizen) -> None:
    citizen.touch("home.bundles", "bundles.job", "bundle.confirm", "identify.skip")
    _takes_paper(citizen)


def _large_type(citizen: Citizen) -> None:
    citizen.touch("comfort.large")
    _known_group(citizen)


def _english(citizen: Citizen) -> None:
    citizen.touch("language.en")
    _known_group(citizen)


def _out_of_paper(citizen: Citizen) -> None:
    citizen.window.bench.presenter.on_printer(PrinterHealth(PrinterTrouble.PAPER_OUT))
    pump()
    citizen.touch("home.begin", "groups.general", "items.residence-permit")
    citizen.touch("papers.confirm", "identify.skip")
    citizen.get_number()
    citizen.sees("show_number")


def _wrong_card(citizen: Citizen) -> None:
    citizen.touch("home.begin", "groups.general", "items.residence-permit", "papers.confirm")
    citizen.lay_wrong_card()
    citizen.lay_card()
    _takes_paper(citizen)


def _cancel(citizen: Citizen) -> None:
    citizen.touch("home.my_ticket", *(f"my_ticket.key.{key}" for key in "A012"))
    citizen.touch("my_ticket.cancel", "my_ticket.yes")
    with citizen.looking():
        citizen.window.bench.answer_yes()
        pump()
    citizen.other_s += ANSWER_S
    citizen.sees("cancelled")


def _my_place(citizen: Citizen) -> None:
    citizen.scan_ticket()
    citizen.sees("my_ticket")
    assert citizen.window.text("my_ticket.standing")


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody comes for, and what it may cost at most."""

    name: str
    visit: Callable[[Citizen], None]
    touches_max: int
    seconds_max: float


TASKS: Final = (
    Task("A service whose group is known", _known_group, 5, 35),
    Task("Search by initials", _search, 8, 40),
    Task("Check in with an appointment", _appointment, 8, 28),
    Task("Two services in one visit", _two_services, 8, 52),
    Task("Three services for one occasion", _bundle, 4, 30),
    Task("Large type and high contrast", _large_type, 6, 37),
    Task("In English", _english, 6, 37),
    Task("The printer is out of paper", _out_of_paper, 5, 32),
    Task("A wrong card first, then the right one", _wrong_card, 4, 54),
    Task("Cancel a number", _cancel, 7, 23),
    Task("Find my place in line", _my_place, 0, 14),
)


def do(task: Task) -> Citizen:
    """Let somebody do the task in a new window."""
    window = Window()
    citizen = Citizen(window)
    try:
        task.visit(citizen)
    finally:
        window.window.close()
    return citizen


def row(task: Task, citizen: Citizen) -> str:
    """Return the task's line of the table."""
    return f"| {task.name} | {citizen.touches} | {citizen.pages} | {citizen.seconds:g} |\n"


def _write() -> None:
    head = "| task | touches | pages looked at | seconds |\n|---|---|---|---|\n"
    write_table(PAGE, head, (row(task, do(task)) for task in TASKS))


if __name__ == "__main__":
    _write()
