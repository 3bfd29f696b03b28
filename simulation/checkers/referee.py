"""Sees everything, and lets each checker judge what concerns it."""

import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import msgspec

from contract.hall import HallFile
from contract.ids import COORDINATOR_DEVICE, DeviceId, ZoneId
from contract.messages.commands import AnyCommand
from display.core.utterance import Announcement
from journal import AnswerRow, EventRow
from kiosk.core.slip import Slip
from simulation.checkers.bookings import Bookings
from simulation.checkers.commands import Commands
from simulation.checkers.ledger import Ledger
from simulation.checkers.limits import Limits
from simulation.checkers.numbers import Numbers
from simulation.checkers.obeyed import Obeyed
from simulation.checkers.order import CallOrder
from simulation.checkers.owners import Owners
from simulation.checkers.papers import Papers
from simulation.checkers.privacy import Privacy
from simulation.checkers.promptness import Promptness
from simulation.checkers.ratings import Ratings
from simulation.checkers.rings import Rings
from simulation.checkers.rows import read_row
from simulation.checkers.speech import Speech
from simulation.checkers.verdict import Verdict
from simulation.checkers.visits import Visits
from simulation.world.message import Message


class Referee:
    """The `Witness` of a simulated hall.

    Attributes:
        position: of the last row.
        committed_at_ms: when it was written, in true time.
        clock_right: tells whether a machine's clock, and the coordinator's, are right.
    """

    def __init__(
        self,
        file: HallFile,
        *,
        now_ms: Callable[[], int],
        true_now_ms: Callable[[], int],
        hall_now_ms: Callable[[], int],
    ) -> None:
        self.verdict: Final = Verdict(now_ms)
        accuse = self.verdict.accuse
        self.ledger: Final = Ledger(file, accuse)
        self.commands: Final = Commands(hall_now_ms, accuse)
        self.papers: Final = Papers(self.ledger, accuse)
        self.speech: Final = Speech(file, accuse)
        self.owners: Final = Owners(true_now_ms, accuse)
        self.clock_right: Callable[[DeviceId], bool] = lambda _: True
        self._numbers = Numbers(file, self.ledger, accuse)
        self._order = CallOrder(file, self.ledger, accuse)
        self._obeyed = Obeyed(accuse)
        self._limits = Limits(file, self.ledger, accuse)
        self._promptness = Promptness(file, self.ledger, accuse)
        self._visits = Visits(accuse)
        self._ratings = Ratings(accuse)
        self._rings = Rings(accuse)
        self.bookings: Final = Bookings(file, self.ledger, accuse)
        self._privacy = Privacy(accuse)
        self._hall_now_ms = hall_now_ms
        self.position = 0
        self._at_ms = 0
        self._kinds = [""]
        self.committed_at_ms = 0
        self._now_ms = true_now_ms
        hall = f"hallcall/v1/{file.hall.id}/"
        self._answers, self._events = f"{hall}answer/", f"{hall}event/"

    def crashed(self, device_id: DeviceId, error: Exception) -> None:
        """A program ended by a fault of its own."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{place.filename.rpartition('/')[2]}:{place.lineno}"
        self.verdict.accuse("no program fails", f"{device_id}: {error!r} in {where}")

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None:
        """A transaction is durable."""
        self.committed_at_ms = self._now_ms()
        self.commands.committed(events, answers)
        self._privacy.committed(events, answers)
        for row in events:
            self._take(row)
        self._visits.committed()
        self._ratings.committed()
        self.bookings.committed((row, self.commands.of(row)) for row in answers)

    def _take(self, row: EventRow) -> None:
        if row.position != self.position + 1:
            self.verdict.accuse("no row is missing", f"{row.position} follows {self.position}")
        if row.at_ms < self._at_ms:
            self.verdict.accuse(
                "time goes on", f"{row.position} is {self._at_ms - row.at_ms} ms ago"
            )
        self.position, self._at_ms = row.position, row.at_ms
        self._kinds.append(row.kind)
        happening = read_row(row)
        asked = self.commands.of(row)
        self._numbers.take(happening)
        self._order.take(happening, asked)
        self._obeyed.take(happening, asked.command if asked else None)
        self._limits.take(happening)
        self._promptness.take(happening, commanded=bool(row.command_id))
        self.ledger.take(happening)
        self._order.moved(happening)
        self._promptness.moved(happening)
        self._visits.take(happening)
        self._ratings.take(happening)
        self._rings.take(happening)
        self.speech.take(happening)
        self.papers.take(happening)
        self.bookings.take(happening)

    def said(self, device_id: DeviceId, message: Message) -> None:
        """A program published something."""
        self._privacy.said(message)
        if device_id != COORDINATOR_DEVICE:
            return
        if message.topic.startswith(self._answers):
            device = message.topic[len(self._answers) :]
            done = self.commands.answered(device, message.payload)
            self.bookings.told(message.payload)
            if done is not None and done.kind == "report_paper":
                self.papers.report_taken(done.ticket_id or "")
        elif message.topic.startswith(self._events):
            position = _POSITIONS.decode(message.payload).position
            if position > self.position:
                self.verdict.accuse("said means journaled", f"event {position} is told, not kept")

    def spoke(self, owner: str) -> None:
        """A process published something for the hall that it shares with others."""
        self.owners.spoke(owner)

    def compare_events(self, heard: Mapping[int, str], all_after: int) -> None:
        """Compare what somebody has heard of events with the rows.

        Since the row at `all_after` nothing has failed, so all of them are told.
        """
        for position, kind in heard.items():
            if self._kinds[position] != kind:
                self.verdict.accuse("said means journaled", f"{kind} at {position} is none")
        for position in range(all_after + 1, self.position + 1):
            if position not in heard:
                kind = self._kinds[position]
                self.verdict.accuse("every event is told", f"{kind} at {position} is not")

    def asked(self, device_id: DeviceId, command: AnyCommand) -> None:
        """A program made a command."""
        self.commands.asked(device_id, command)

    def pressed_offline(self, device_id: DeviceId, command: AnyCommand) -> None:
        """A panel made a command of a key that was pressed while its line was down."""
        self.commands.pressed_offline(device_id, command)

    def given_alone(self, kiosk_id: DeviceId, slip: Slip) -> None:
        """A kiosk gives a ticket without the coordinator."""
        self.papers.given_alone(kiosk_id, slip, self._now_ms())

    def compare_papers(self, clocks_wrong: Collection[DeviceId]) -> None:
        """Compare what kiosks have given alone with the rows, now that all is handed in."""
        self.papers.compare(clocks_wrong)

    def compare_reports(self, forgetful: Collection[DeviceId]) -> None:
        """See that every kiosk has said what became of papers, but those whose disk was full."""
        commands = self.commands
        self.papers.compare_reports(
            lambda each: each in commands.given_up or commands.issued_by(each) in forgetful
        )

    def paper_out(self, kiosk_id: DeviceId, slip: Slip) -> None:  # noqa: ARG002
        """A paper came out of a printer."""
        self.papers.came_out(slip)

    def spoken(self, display_id: DeviceId, zone_id: ZoneId, call: Announcement) -> None:
        """A voice began to say a call."""
        right = self.clock_right(display_id)
        now_ms = self._hall_now_ms()
        self.speech.spoken(display_id, zone_id, call, now_ms, clock_right=right)


class _Position(msgspec.Struct):
    position: int


_POSITIONS: Final = msgspec.json.Decoder(_Position)
