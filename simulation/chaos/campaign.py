"""A hall under attack, from opening to judgement: what is done follows from a seed."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from journal import JournalError, verify
from messaging.clock import now_ms
from simulation.chaos import faults
from simulation.chaos.evidence import Evidence, Struck
from simulation.chaos.hall import Hall, attacked_hall
from simulation.chaos.judge import (
    Judge,
    Records,
    check_kept_answers,
    count_open,
    not_handed_in,
    read_records,
)
from simulation.chaos.moments import Moment, compare, stand_still
from simulation.chaos.place import Place
from simulation.checkers.referee import Referee
from simulation.checkers.verdict import Violation

SETTLE_S_MAX: Final = 240.0
LOOK_S: Final = 2.0
KILLS_A_ROUND: Final = 25
"""After so many the screens are compared with the journal."""
TRACE: Final = "Traceback (most recent call last)"

Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is done. The seconds between two faults are a mean."""

    kills: int = 100
    gap_s: float = 5.0
    longest_s: float = 20.0
    """No fault lasts longer."""
    minutes_max: float = 25.0


@dataclass
class Result:
    """What came of a run."""

    seed: int
    database: str
    disk: str
    took_s: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    restarts: Counter[str] = field(default_factory=Counter)
    ended_themselves: Counter[str] = field(default_factory=Counter)
    commands: int = 0
    answers_kept: int = 0
    events: int = 0
    papers: int = 0
    back_after_s: list[float] = field(default_factory=list)
    """How long there was no answer after each kill of the one at work, whatever else was wrong."""
    spoken: int = 0
    violations: list[Violation] = field(default_factory=list)
    evidence: Evidence | None = field(default=None, repr=False)
    records: Records | None = field(default=None, repr=False)


async def run(place: Place, plan: Plan, say: Say) -> Result:
    """Open a hall, attack it, heal it, and judge. Bounded by `plan.minutes_max`."""
    loop = asyncio.get_running_loop()
    begun_s, began_ms = loop.time(), now_ms()
    async with asyncio.timeout(60 * plan.minutes_max), attacked_hall(place) as hall:
        result = Result(place.seed, place.database, hall.disk.kind)
        say(f"the hall is open; its traces are in {place.out}")
        moments = await Attack(hall, plan, result, say).run()
        say("all faults are over; nobody comes in any more")
        left = await settle(hall)
        say("comparing screens, papers and the journal")
        moments.append(await stand_still(hall))
        judged = await judge(hall, began_ms, moments, left)
        result.records = await asyncio.to_thread(read_records, hall.database_url)
    _count(result, hall, judged)
    result.took_s = loop.time() - begun_s
    return result


class Attack:
    """Does one fault after the other, some at the same time."""

    def __init__(self, hall: Hall, plan: Plan, result: Result, say: Say) -> None:
        self._hall = hall
        self._plan = plan
        self._result = result
        self._say = say
        self._random = Random(f"{hall.place.seed} faults")
        self._striking: set[asyncio.Task[None]] = set()
        self._kills = 0
        hall.longest_s = plan.longest_s

    async def run(self) -> list[Moment]:
        """Go on until there were as many kills as planned.

        Now and then all faults end and everybody stands still; return what the screens show then.
        """
        moments: list[Moment] = []
        while self._kills < self._plan.kills:
            round_ends = self._kills + KILLS_A_ROUND
            while self._kills < min(round_ends, self._plan.kills):
                await self._attack_until(min(round_ends, self._plan.kills))
            if self._kills < round_ends:
                break  # they are compared in the end all the same
            moments.append(await stand_still(self._hall))
            moments.append(await stand_still(self._hall, meanwhile=self._forget_all))
        return moments

    async def _forget_all(self) -> None:
        """Let broker and displays come back without a memory: the coordinator has to say it all."""
        for fault, target in faults.forgetting(self._hall):
            await self._strike(fault, target)

    async def _attack_until(self, kills: int) -> None:
        while self._kills < kills:
            await asyncio.sleep(self._random.expovariate(1 / self._plan.gap_s))
            self._begin()
        await asyncio.gather(*self._striking)  # some may have found nobody to kill

    def _begin(self) -> None:
        fault, target = faults.draw(self._hall, self._random)
        task = asyncio.create_task(self._strike(fault, target))
        self._striking.add(task)
        task.add_done_callback(self._striking.discard)

    async def _strike(self, fault: faults.Fault, target: str) -> None:
        struck_at_ms, random = now_ms(), Random(self._random.random())
        if fault.kills:
            self._kills += 1  # counted before: a kill that aims takes its time
        if not await fault.strike(self._hall, target, random):
            self._kills -= fault.kills
            return
        self._hall.evidence.struck.append(Struck(struck_at_ms, fault.kind, target, now_ms()))
        (self._result.kills if fault.kills else self._result.faults)[fault.kind] += 1
        self._say(f"{self._kills:3} kills · {fault.kind} · {target}")


async def settle(hall: Hall) -> list[str]:
    """Wait until every ticket has ended, and is known; return what is left in the end."""
    loop = asyncio.get_running_loop()
    end_s = loop.time() + SETTLE_S_MAX
    try:
        await asyncio.wait_for(hall.close_doors(), SETTLE_S_MAX)
    except TimeoutError:
        return ["somebody at a kiosk, who never gets an answer"]
    while left := await asyncio.to_thread(_left, hall):
        if loop.time() > end_s:
            break
        await asyncio.sleep(LOOK_S)
    await hall.send_clerks_home()
    return left


def _left(hall: Hall) -> list[str]:
    try:
        rows = read_records(hall.database_url).rows
        return count_open(rows, hall.place.hall) + not_handed_in(hall.evidence, rows)
    except JournalError as error:
        return [f"the journal cannot be read: {error}"]


async def judge(
    hall: Hall, began_ms: int, moments: Sequence[Moment], left: Sequence[str]
) -> Referee:
    """Compare everything that was seen with the journal; write both down."""
    place = hall.place
    records = await asyncio.to_thread(read_records, hall.database_url)
    referee = Judge(place.hall, hall.evidence, records, began_ms).replay()
    accuse = referee.verdict.accuse
    kept = {device.id: device.answers for device in hall.devices}
    hall.answers_kept = check_kept_answers(referee, kept)
    if left:
        accuse("every ticket ends", f"left: {left[:10]}, {len(left)} in all")
    for moment in moments:
        compare(moment, hall, accuse)
    for fault in verify(hall.database_url).faults:
        accuse("no row is missing", fault)
    _look_at_programs(hall, referee)
    hall.evidence.write(place.out / "evidence.jsonl")
    _write_rows(place.out / "journal.jsonl", records)
    return referee


def _look_at_programs(hall: Hall, referee: Referee) -> None:
    """A program may end when it cannot go on, but not by a fault of its own."""
    for name, program in hall.supervisor.programs.items():
        if TRACE in program.log.read_text(encoding="utf-8", errors="replace"):
            referee.verdict.accuse("no program fails", f"{name}: see {program.log}")
        if program.ended_itself and name in hall.windows:
            codes = program.ended_itself
            referee.verdict.accuse("no program fails", f"{name} ended by itself with {codes}")


def _count(result: Result, hall: Hall, referee: Referee) -> None:
    result.evidence = hall.evidence
    result.back_after_s = hall.evidence.back_after_s()
    result.commands = referee.commands.count
    result.answers_kept = hall.answers_kept
    result.events = referee.position
    result.papers = referee.papers.count
    result.spoken = referee.speech.count
    result.violations = list(referee.verdict.violations)
    for name, program in hall.supervisor.programs.items():
        result.restarts[name] = program.runs - 1
        result.ended_themselves[name] += len(program.ended_itself)


def _write_rows(path: Path, records: Records) -> None:
    lines = (json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in records.rows)
    path.write_text("".join(lines), encoding="utf-8")
