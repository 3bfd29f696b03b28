"""Plays what was seen of an attacked hall, and its journal, to the checkers of the simulation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from contract.hall import HallFile
from contract.ids import COORDINATOR_DEVICE, DeviceId, EpochMs, TicketNumber
from contract.messages.answers import AnyAnswer
from contract.messages.base import MalformedMessage, decode, encode
from contract.messages.commands import AnyCommand
from display.core.utterance import Announcement
from journal import AnswerRow, EventRow, JournalReader, JournalUnavailable
from simulation.chaos.evidence import Evidence, Heard, Said
from simulation.chaos.evidence import Paper as PaperSeen
from simulation.chaos.place import COORDINATOR
from simulation.checkers.ledger import ENDED, Ledger
from simulation.checkers.referee import Referee
from simulation.checkers.rows import read_row
from simulation.world.message import Message

STOP: Final = "stop.program"
TWICE: Final = "no paper comes out twice"
SLOW_VOICE_MS: Final = 15_000
"""Whoever was stopped so short a time ago may begin to speak what was good before."""


@dataclass(frozen=True)
class Records:
    """What the database says."""

    rows: Sequence[EventRow]
    answers: Sequence[AnswerRow]


def read_records(url: str) -> Records:
    """Read the journal's rows, and the answers it keeps. Raises `JournalError`."""
    with JournalReader.open(url) as reader:
        rows = [row for day in reader.days() for row in reader.events_of_day(day)]
        hall = reader.hall
    engine = sa.create_engine(url)
    query = sa.text(
        "SELECT device_id, command_id, answered_at_ms, answer FROM commands WHERE hall = :hall"
    )
    try:
        with engine.connect() as connection:
            answers = [AnswerRow._make(row) for row in connection.execute(query, {"hall": hall})]
    except sa.exc.OperationalError as error:
        raise JournalUnavailable(str(error.orig)) from error
    finally:
        engine.dispose()
    return Records(sorted(rows), answers)


def count_open(rows: Sequence[EventRow], hall: HallFile) -> list[str]:
    """Return the tickets that have not ended, and where each is."""
    ledger = Ledger(hall, lambda *_: None)
    for row in rows:
        ledger.take(read_row(row))
    papers = ledger.papers.values()
    return [f"{paper.number} {paper.place}" for paper in papers if paper.place not in ENDED]


def not_handed_in(evidence: Evidence, rows: Sequence[EventRow]) -> list[str]:
    """Return the papers that the journal does not know yet."""
    known = {_paper_of(row) for row in rows if row.kind in ("ticket_issued", "paper_explained")}
    return [
        f"{paper.number} not handed in" for paper in evidence.papers if paper.ticket_id not in known
    ]


def _paper_of(row: EventRow) -> str:
    body = msgspec.json.decode(row.body)
    if row.kind == "paper_explained":
        return f"{body['paper_day']}.{body['number']}"
    return str(body["ticket_id"])


class Entry(NamedTuple):
    """Something that happened, in the order in which it is judged."""

    at_ms: int
    rank: int
    """What is sent comes before what is journaled, and that before what is told or printed."""
    place: int
    what: Any


ASKED, KEPT, TOLD = range(3)


@dataclass
class Judge:
    """Replays a run. The checkers see each thing when the real clock said that it happened."""

    hall: HallFile
    evidence: Evidence
    records: Records
    began_ms: int = 0
    now_ms: int = 0
    malformed: list[str] = field(default_factory=list)
    out: set[str] = field(default_factory=set)
    """The tickets whose papers have come out."""

    def replay(self) -> Referee:
        """Return the referee, who has seen everything."""
        referee = Referee(
            self.hall,
            now_ms=lambda: self.now_ms - self.began_ms,
            true_now_ms=lambda: self.now_ms,
            hall_now_ms=lambda: self.now_ms,
        )
        referee.clock_right = lambda device_id: not self._was_stopped(device_id)
        for entry in sorted(self._entries(), key=lambda entry: entry[:3]):
            self.now_ms = entry.at_ms
            self._show(referee, entry.what)
        referee.compare_papers(self._stopped())
        for problem in self.malformed:
            referee.verdict.accuse("messages are well formed", problem)
        return referee

    def _entries(self) -> Iterator[Entry]:
        evidence = self.evidence
        for place, said in enumerate(evidence.said):
            is_command = "/command/" in said.publish.topic
            yield Entry(said.at_ms, ASKED if is_command else TOLD, place, said)
        things: list[PaperSeen | Heard] = [*evidence.papers, *evidence.heard]
        for place, seen in enumerate(things):
            yield Entry(seen.at_ms, TOLD, place, seen)
        for place, answer in enumerate(self.records.answers):
            yield Entry(answer.answered_at_ms, KEPT, -1 - place, answer)
        latest_ms = 0
        for rows in _decisions(self.records.rows):
            latest_ms = max(latest_ms, rows[0].at_ms)
            yield Entry(latest_ms, KEPT, rows[0].position, rows)

    def _show(self, referee: Referee, what: Any) -> None:
        match what:
            case Said() if "/command/" in what.publish.topic:
                self._asked(referee, what)
            case Said(device_id=device_id, publish=(topic, payload)):
                by = COORDINATOR_DEVICE if device_id.startswith(COORDINATOR_DEVICE) else device_id
                referee.said(by, Message(topic, payload))
            case PaperSeen():
                self._paper(referee, what)
            case Heard(display_id=display_id, name=name):
                zone = self.hall.displays[display_id].zone
                seq = int(name.partition("-")[0])
                call = Announcement(seq, name, (), EpochMs(0))
                referee.spoken(display_id, zone, call)
            case AnswerRow():
                referee.committed((), [what])
            case list():
                referee.committed(what, ())

    def _paper(self, referee: Referee, paper: PaperSeen) -> None:
        """What a kiosk gave alone is in the journal when it has been handed in, not before."""
        if paper.ticket_id in self.out:  # nobody here asks for a second copy
            referee.verdict.accuse(TWICE, f"{paper.ticket_id} came out of {paper.kiosk_id} again")
        self.out.add(paper.ticket_id)
        if self._is_own(paper) and paper.ticket_id not in referee.ledger.papers:
            referee.papers.given_alone(paper.kiosk_id, paper, paper.at_ms)
        referee.papers.came_out(paper)

    def _is_own(self, paper: PaperSeen) -> bool:
        """Tell whether the number is of the block that the hall file gives to the kiosk."""
        kiosk, number = self.hall.kiosks[paper.kiosk_id], TicketNumber(paper.number)
        positions = (
            self.hall.all_series[s].position_of(number) for s in self.hall.series_of(kiosk)
        )
        own = kiosk.alone
        return own is not None and any(p is not None and own.has(p) for p in positions)

    def _asked(self, referee: Referee, said: Said) -> None:
        try:
            command: AnyCommand = decode(said.publish.payload, AnyCommand)
        except MalformedMessage as error:
            self.malformed.append(f"{said.device_id} sends {said.publish.topic}: {error}")
        else:
            referee.asked(said.device_id, command)

    def _stopped(self) -> set[DeviceId]:
        """Return what stood still: its paper may come out long after it was given."""
        stops = (struck.target for struck in self.evidence.struck if struck.kind == STOP)
        return {DeviceId(COORDINATOR if t.startswith(COORDINATOR) else t) for t in stops}

    def _was_stopped(self, device_id: str) -> bool:
        """A voice that stood still, or was cut off from the hall's time, may speak late."""
        return any(
            struck.target == device_id
            and struck.at_ms <= self.now_ms <= struck.until_ms + SLOW_VOICE_MS
            for struck in self.evidence.struck
        )


def _decisions(rows: Sequence[EventRow]) -> Iterator[list[EventRow]]:
    """Yield what each command has brought about, and each thing that time alone has."""
    begun: list[EventRow] = []
    for row in rows:
        key = row.device_id, row.command_id
        if begun and row.command_id and key == (begun[0].device_id, begun[0].command_id):
            begun.append(row)
            continue
        if begun:
            yield begun
        begun = [row]
    if begun:
        yield begun


def check_kept_answers(
    referee: Referee, kept: Mapping[DeviceId, Sequence[tuple[AnyCommand, AnyAnswer]]]
) -> int:
    """Let the referee see what light devices were told, by their own memory; return how many."""
    count = 0
    for device_id, answers in kept.items():
        for _, answer in answers:
            referee.commands.answered(device_id, encode(answer))
            count += 1
    return count
