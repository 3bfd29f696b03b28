"""What the whole centre is asked to do, in rounds: each round has its floors in it.

A machine with other work to do is slow for seconds at a time. A ratio to a floor of the same second
survives that, so each round gives ratios, and what is reported is their median and their spread.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from bench.clients import Asker, connect_all
from bench.day import desks_of, write_past_day
from bench.floors import ECHO_HALL, CommitFloor
from bench.hall_file import write_hall_file
from bench.journal_rows import Rows, read_rows
from bench.load import EchoClient, Slice, all_free, burst_ms, lines_filled, timed_ms, together
from bench.people import ClerkClient, KioskClient, Taken
from bench.stand import Stand, stand
from contract.ids import DeviceId

FINISHED_WAVES: Final = 3
"""So many citizens each window has served before the measurement."""


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How much is measured."""

    budget_s: float = 40.0
    """No round is begun that would end later."""
    rounds_min: int = 1
    rounds_max: int = 100
    pairs: int = 12
    """Exchanges, commits and calls a round, each by turns, one in flight."""
    echo_s: float = 0.6
    load_s: float = 0.8
    in_flight: int = 64
    """Clients of the echo; without any there is no echo."""
    windows: int = 131
    kiosks: int = 16
    waiting_a_window: int = 5
    """In all 655: some more than 10,000 visitors in seven hours who each wait twenty minutes."""
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round has shown."""

    echo_ms: list[float]
    commit_ms: list[float]
    call_ms: list[float]
    echo_a_second: float
    commands_a_second: float
    cpu_ms_a_command: float
    burst_ms: float
    burst_calls: int

    @property
    def floor_ms(self) -> float:
        """One exchange and one commit."""
        return median(self.echo_ms) + median(self.commit_ms)

    @property
    def call_over_floor(self) -> float:
        return median(self.call_ms) / self.floor_ms

    @property
    def load_over_echo(self) -> float:
        return self.commands_a_second / self.echo_a_second

    @property
    def burst_over_floor(self) -> float:
        return self.burst_ms / (self.burst_calls * self.floor_ms)


@dataclass
class Shares:
    """How many commands each client got answered while all asked at once."""

    clerks: list[int] = field(default_factory=list)
    kiosks: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Books:
    """What was answered, and what the journal has of it."""

    commands_answered: int
    commands_in_journal: int
    tickets_given: int
    """So many numbers the kiosks were told."""
    tickets_in_journal: int
    """So many of them are in the journal."""
    numbers_twice: int

    @property
    def agree(self) -> bool:
        """Whether nothing is lost, and nothing given twice."""
        return (
            self.commands_answered == self.commands_in_journal
            and self.tickets_given == self.tickets_in_journal
            and self.numbers_twice == 0
        )


@dataclass(frozen=True, kw_only=True)
class CentreResult:
    """All rounds, and what the journal says afterwards."""

    rounds: list[Round]
    shares: Shares
    found_nobody: int
    rss_mb: float
    books: Books


class Centre:
    """Everybody who asks, connected."""

    def __init__(self, here: Stand, extent: Extent) -> None:
        """Make them; `connect` before they ask."""
        random, taken = Random(extent.seed), Taken()
        self.stand: Final = here
        desks = desks_of(here.file)[: extent.windows]
        self.clerks: Final = [ClerkClient(here.broker, here.file, desk, taken) for desk in desks]
        self.kiosks: Final = [
            KioskClient(here.broker, here.file, kiosk, taken, random)
            for kiosk in here.file.kiosk[: extent.kiosks]
        ]
        self.people: Final[list[Asker]] = [*self.clerks, *self.kiosks]
        self.echoes: Final = [
            EchoClient(here.broker, ECHO_HALL, DeviceId(f"echo-{count}"))
            for count in range(1, extent.in_flight + 1)
        ]
        self.shares: Final = Shares([0] * len(self.clerks), [0] * len(self.kiosks))
        self._commit: Final = CommitFloor(here.database_url)
        self._extent = extent
        self._turn = 0

    async def connect(self) -> None:
        """Be there, all of them."""
        await connect_all([*self.people, *self.echoes])

    async def close(self) -> None:
        """Go, all of them."""
        for person in (*self.people, *self.echoes):
            await person.client.close()
        self._commit.close()

    async def warm_up(self) -> None:
        """Ask each once, uncounted: imports, caches, the disk's first pages."""
        await asyncio.gather(*(each.step() for each in (*self.people, *self.echoes)))
        await self.quiet()

    async def round(self) -> Round:
        """Measure all once, floors and hall by turns."""
        echo_ms, commit_ms, call_ms = await self._one_in_flight()
        echo = await together([each.step for each in self.echoes], self._extent.echo_s)
        load, cpu_ms = await self.load()
        await self.quiet()
        burst = await burst_ms(self.clerks)
        await self.quiet()
        return Round(
            echo_ms=echo_ms,
            commit_ms=commit_ms,
            call_ms=call_ms,
            echo_a_second=echo.a_second,
            commands_a_second=load.a_second,
            cpu_ms_a_command=cpu_ms,
            burst_ms=burst,
            burst_calls=len(self.clerks),
        )

    async def quiet(self) -> None:
        """Leave the hall as a round finds it."""
        await all_free(self.clerks)
        await lines_filled(self.kiosks)

    def books(self, before: Rows) -> Books:
        """Compare what was answered with what the journal has since `before`."""
        now = read_rows(self.stand.database_url)
        given = [ticket for kiosk in self.kiosks for ticket in kiosk.given]
        return Books(
            commands_answered=sum(person.client.answered for person in self.people),
            commands_in_journal=now.commands - before.commands,
            tickets_given=len(given),
            tickets_in_journal=len(set(now.tickets).difference(before.tickets).intersection(given)),
            numbers_twice=len(given) - len(set(given)) + len(now.tickets) - len(set(now.tickets)),
        )

    async def _one_in_flight(self) -> tuple[list[float], list[float], list[float]]:
        echo_ms, commit_ms, call_ms = [], [], []
        for _ in range(self._extent.pairs):
            clerk = self.clerks[self._turn % len(self.clerks)]
            self._turn += 1
            echo_ms.append(await timed_ms(self.echoes[0].step))
            commit_ms.append(self._commit.measure_ms())
            call_ms.append(await timed_ms(clerk.call))
            await clerk.be_free()
        return echo_ms, commit_ms, call_ms

    async def load(self) -> tuple[Slice, float]:
        """Have everybody ask at once; return also what a command costs the coordinator, in ms."""
        people = self.people
        before = [person.client.answered for person in people]
        cpu_before_s = self.stand.coordinator_cpu_s
        load = await together([person.step for person in people], self._extent.load_s)
        cpu_ms = (self.stand.coordinator_cpu_s - cpu_before_s) * 1000 / load.exchanges
        share = [now.client.answered - then for now, then in zip(people, before, strict=True)]
        windows = len(self.clerks)
        _add(self.shares.clerks, share[:windows])
        _add(self.shares.kiosks, share[windows:])
        return load, cpu_ms


def _add(sums: list[int], more: list[int]) -> None:
    for at, count in enumerate(more):
        sums[at] += count


async def measure_centre(out: Path, extent: Extent, *, database_url: str = "") -> CentreResult:
    """Start the centre on a day that has begun, and measure it in rounds."""
    began = time.monotonic()
    hall_path = write_hall_file(out / "hall.toml")
    async with stand(out, hall_path, database_url, echo_clients=extent.in_flight) as here:
        waiting = extent.waiting_a_window * extent.windows
        desks = desks_of(here.file)[: extent.windows]
        finished = FINISHED_WAVES * extent.windows
        write_past_day(here.database_url, here.file, desks, finished=finished, waiting=waiting)
        before = read_rows(here.database_url)
        async with working_centre(here, extent) as centre:
            await centre.warm_up()
            rounds: list[Round] = []
            while len(rounds) < extent.rounds_max:
                before_s = time.monotonic()
                rounds.append(await centre.round())
                now_s = time.monotonic()
                next_ends_s = now_s - began + (now_s - before_s)
                if next_ends_s > extent.budget_s and len(rounds) >= extent.rounds_min:
                    break
            rss = here.coordinator_rss_mb
        return CentreResult(
            rounds=rounds,
            shares=centre.shares,
            found_nobody=sum(clerk.found_nobody for clerk in centre.clerks),
            rss_mb=rss,
            books=centre.books(before),
        )


@asynccontextmanager
async def working_centre(here: Stand, extent: Extent) -> AsyncIterator[Centre]:
    """Start coordinator and echo, and connect everybody."""
    await here.start_coordinator()
    if extent.in_flight:
        await here.start_echo()
    centre = Centre(here, extent)
    try:
        await centre.connect()
        yield centre
    finally:
        await centre.close()
