"""A whole hall at work: real programs in their own processes, simulated devices and people."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random

from simulation.console import somebody_may_type, take_part, tell_papers
from simulation.hall_day import HallDay
from simulation.plan import plan_visitors
from simulation.promises import Broken, check_promises
from simulation.records import issued_numbers
from simulation.running_hall import DemoOptions, RunningHall, running_hall
from simulation.transcript import Line, Transcript


@dataclass(frozen=True)
class DemoResult:
    """What was seen, and which promises were broken."""

    lines: Sequence[Line]
    visitors: int
    broken: Sequence[Broken]


@asynccontextmanager
async def _hands_on(hall: RunningHall, say: Callable[[str], None]) -> AsyncIterator[None]:
    """Let whoever may type work the devices meanwhile."""
    hands = asyncio.create_task(take_part(hall.devices, say)) if somebody_may_type() else None
    try:
        yield
    finally:
        if hands is not None:
            hands.cancel()


async def run_demo(options: DemoOptions, say: Callable[[str], None]) -> DemoResult:
    """Run a hall with `options.visitors` visitors, and check what it promised."""
    async with running_hall(options, say) as hall, _hands_on(hall, say):
        transcript = Transcript(hall.out / "transcript.jsonl", say_line(say))
        try:
            day = HallDay(hall, options, transcript)
            say("the hall is open")
            plans = plan_visitors(
                options.hall, hall.cast, count=options.visitors or 0, random=Random(options.seed)
            )
            await day.run(plans)
            await day.show_no_paper()
        finally:
            transcript.close()
        numbers = issued_numbers(hall.database, options.hall.hall.id)
    broken = check_promises(
        transcript.lines,
        visitors=len(plans),
        numbers_in_database=numbers,
        bar_window=hall.devices.bar.window_id,
    )
    return DemoResult(transcript.lines, len(plans), broken)


def say_line(say: Callable[[str], None]) -> Callable[[Line], None]:
    """Tell each line of the transcript in a few words."""

    def tell(line: Line) -> None:
        where = f" · window {line['window']}" if "window" in line else ""
        more = f" · level {line['level']}" if "level" in line else ""
        say(f"{line['number']} {line['what'].replace('_', ' ')}{where}{more}")

    return tell


async def run_for_ever(options: DemoOptions, say: Callable[[str], None]) -> None:
    """Run a hall until cancelled: with a screen for people to touch, else with simulated ones."""
    async with running_hall(options, say) as hall, _hands_on(hall, say):
        say(f"the hall is open; broker {hall.broker.url}, results in {hall.out}; Ctrl-C ends it")
        if options.windows_seen:
            async with asyncio.TaskGroup() as group:
                group.create_task(hall.stage.watch())
                group.create_task(tell_papers(hall.tray, say))
            return
        transcript = Transcript(hall.out / "transcript.jsonl", say_line(say))
        try:
            day = HallDay(hall, options, transcript)
            await day.run_for_ever()
        finally:
            transcript.close()
