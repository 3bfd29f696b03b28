"""How long a hall is without its coordinator when that starts again in mid-day."""

import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select

from bench.day import desks_of, write_past_day
from bench.hall_file import write_hall_file
from bench.stand import COORDINATOR, Stand, stand
from journal.databases import reading_engine
from journal.tables import events

EVENTS: Final = 100_000
TIMES: Final = 5
EVENTS_A_TICKET: Final = 6
DIGEST_DIGITS: Final = 12
"""Of the hall file's digest, as the coordinator knows it: snapshots hold under that file alone."""


@dataclass(frozen=True, kw_only=True)
class RestartResult:
    """What a start took, each time, and what it was compared with."""

    events: int
    ready_s: list[float]
    """From starting the program to "coordinator.ready", after a day of so many events."""
    empty_ready_s: list[float]
    """The same in a hall in which nothing has happened yet."""
    reading_s: list[float]
    """Reading the rows of that day through SQLAlchemy Core, and nothing else."""

    @property
    def ratios(self) -> list[float]:
        """What the day adds to a start over reading its rows."""
        starts = zip(self.ready_s, self.empty_ready_s, self.reading_s, strict=True)
        return [(ready - empty) / reading for ready, empty, reading in starts]


async def measure_restart(
    out: Path, *, wanted: int = EVENTS, times: int = TIMES, windows: int = 131
) -> RestartResult:
    """Start the coordinator in two halls by turns, one with a day behind it and one without."""
    result = RestartResult(events=0, ready_s=[], empty_ready_s=[], reading_s=[])
    for place in (out / "full", out / "empty"):
        place.mkdir(parents=True, exist_ok=True)
    async with (
        stand(out / "full", write_hall_file(out / "full.toml"), echo_clients=0) as full,
        stand(out / "empty", write_hall_file(out / "empty.toml"), echo_clients=0) as empty,
    ):
        desks = desks_of(full.file)[:windows]
        finished = wanted // EVENTS_A_TICKET
        digest = sha256(full.hall_path.read_bytes()).hexdigest()[:DIGEST_DIGITS]
        written = write_past_day(
            full.database_url, full.file, desks, finished=finished, waiting=0, file_digest=digest
        )
        for _ in range(times):
            result.reading_s.append(_read_s(full.database_url))
            result.ready_s.append(await _start_s(full))
            result.empty_ready_s.append(await _start_s(empty))
    return RestartResult(
        events=written,
        ready_s=result.ready_s,
        empty_ready_s=result.empty_ready_s,
        reading_s=result.reading_s,
    )


async def _start_s(here: Stand) -> float:
    began = time.perf_counter()
    await here.start_coordinator()
    took_s = time.perf_counter() - began
    await here.stage.stop(COORDINATOR)
    return took_s


def _read_s(database_url: str) -> float:
    engine = reading_engine(database_url)
    began = time.perf_counter()
    with engine.connect() as connection:
        rows = connection.execute(select(events).order_by(events.c.position)).fetchall()
    took_s = time.perf_counter() - began
    engine.dispose()
    assert rows
    return took_s
