"""How long a hall is without its coordinator when that starts again in mid-day."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select

from bench.day import desks_of, write_past_day
from bench.hall_file import write_hall_file
from bench.stand import COORDINATOR, Stand, stand
from journal.databases import reading_engine
from journal.tables import events

EVENTS: Final = 100_000
TIMES: Final = 5
EVENTS_A_TICKET: Final = 6


class Took(NamedTuple):
    """How long something took."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True, kw_only=True)
class RestartResult:
    """What a start took, each time, and what it was compared with.

    Processor time says what a start costs; the wall's time says what the other work on the machine
    has made of it.
    """

    events: int
    ready: list[Took]
    """From starting the program to "coordinator.ready", after a day of so many events."""
    empty_ready: list[Took]
    """The same in a hall in which nothing has happened yet."""
    reading: list[Took]
    """Reading the rows of that day through SQLAlchemy Core, and nothing else."""

    @property
    def ratios(self) -> list[float]:
        """What the day adds to a start over reading its rows, in processor time."""
        starts = zip(self.ready, self.empty_ready, self.reading, strict=True)
        return [(ready.cpu_s - empty.cpu_s) / read.cpu_s for ready, empty, read in starts]


async def measure_restart(
    out: Path, *, wanted: int = EVENTS, times: int = TIMES, windows: int = 131
) -> RestartResult:
    """Start the coordinator in two halls by turns, one with a day behind it and one without."""
    ready: list[Took] = []
    empty_ready: list[Took] = []
    reading: list[Took] = []
    for place in (out / "full", out / "empty"):
        place.mkdir(parents=True, exist_ok=True)
    async with (
        stand(out / "full", write_hall_file(out / "full.toml"), echo_clients=0) as full,
        stand(out / "empty", write_hall_file(out / "empty.toml"), echo_clients=0) as empty,
    ):
        desks = desks_of(full.file)[:windows]
        finished = wanted // EVENTS_A_TICKET
        written = write_past_day(
            full.database_url,
            full.file,
            desks,
            finished=finished,
            waiting=0,
            file_digest=full.file_digest,
        )
        for _ in range(times):
            reading.append(_read(full.database_url))
            ready.append(await _start(full))
            empty_ready.append(await _start(empty))
    return RestartResult(events=written, ready=ready, empty_ready=empty_ready, reading=reading)


async def _start(here: Stand) -> Took:
    began = time.perf_counter()
    await here.start_coordinator()
    took = Took(time.perf_counter() - began, here.coordinator_cpu_s)
    await here.stage.stop(COORDINATOR)
    return took


def _read(database_url: str) -> Took:
    engine = reading_engine(database_url)
    began, cpu_began = time.perf_counter(), time.process_time()
    with engine.connect() as connection:
        rows = connection.execute(select(events).order_by(events.c.position)).fetchall()
    took = Took(time.perf_counter() - began, time.process_time() - cpu_began)
    engine.dispose()
    assert rows
    return took
