"""Does a day that was long make the hall slow? The same load on a short day and on long ones."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.centre import Centre, Extent, working_centre
from bench.day import desks_of, write_past_day
from bench.hall_file import write_hall_file
from bench.stand import COORDINATOR, READY_TIMEOUT_S, stand

SMALL: Final = 1_000
CENTRE: Final = 10_000
"""What the whole centre gives in a day."""
LARGE: Final = 100_000


@dataclass(frozen=True, kw_only=True)
class DaySizes:
    """How many tickets are finished before, and how often each day is asked."""

    small: int = SMALL
    centre: int = CENTRE
    large: int = LARGE
    rounds: int = 8


@dataclass(frozen=True, kw_only=True)
class DaySizeResult:
    """Figures of the three days; processor time by rounds."""

    small_cpu_ms: list[float]
    large_cpu_ms: list[float]
    centre_rss_mb: float
    large_rss_mb: float

    @property
    def ratios(self) -> list[float]:
        """What a command costs after a large day over what it costs after a small one."""
        return [
            large / small for large, small in zip(self.large_cpu_ms, self.small_cpu_ms, strict=True)
        ]


async def measure_day_sizes(out: Path, extent: Extent, sizes: DaySizes) -> DaySizeResult:
    """Run three coordinators, each on its own day, and have the same asked of them by turns."""
    async with AsyncExitStack() as stack:
        small, centre, large = [
            await stack.enter_async_context(_after(out / name, tickets, extent))
            for name, tickets in (
                ("small", sizes.small),
                ("centre", sizes.centre),
                ("large", sizes.large),
            )
        ]
        small_ms, large_ms = [], []
        for _ in range(sizes.rounds + 1):
            small_ms.append(await _cpu_ms(small))
            large_ms.append(await _cpu_ms(large))
        await _cpu_ms(centre)
        return DaySizeResult(
            small_cpu_ms=small_ms[1:],  # the first time there are caches to fill
            large_cpu_ms=large_ms[1:],
            centre_rss_mb=centre.stand.coordinator_rss_mb,
            large_rss_mb=large.stand.coordinator_rss_mb,
        )


@asynccontextmanager
async def _after(out: Path, tickets: int, extent: Extent) -> AsyncIterator[Centre]:
    out.mkdir(parents=True, exist_ok=True)
    async with stand(out, write_hall_file(out / "hall.toml"), echo_clients=0) as here:
        desks = desks_of(here.file)[: extent.windows]
        waiting = extent.waiting_a_window * extent.windows
        write_past_day(
            here.database_url,
            here.file,
            desks,
            finished=tickets,
            waiting=waiting,
            file_digest=here.file_digest,
        )
        async with working_centre(here, extent) as centre:
            # The middle of the day is measured, not the half minute after a start.
            await here.stage.wait_for_log(
                COORDINATOR, "commands.learned", timeout_s=READY_TIMEOUT_S
            )
            yield centre


async def _cpu_ms(centre: Centre) -> float:
    _, cpu_ms = await centre.load()
    await centre.quiet()
    return cpu_ms
