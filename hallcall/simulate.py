"""`hallcall simulate`: a whole hall on virtual time, under faults, from seeds."""

import json
import time
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hallcall.errors import EXIT_FAILED, CannotRun
from hallcall.options import AsJson, HallPath, load_hall
from hallcall.tables import show_table

if TYPE_CHECKING:
    from simulation.world.campaign import Campaign
    from simulation.world.world import Result


class FaultLevel(StrEnum):
    """How much goes wrong."""

    NONE = "none"
    SOME = "some"
    MANY = "many"


class JournalKind(StrEnum):
    """Where the journal is kept."""

    MODEL = "model"
    SQLITE = "sqlite"


def simulate(
    *,
    hall: HallPath,
    seeds: Annotated[int, typer.Option(min=1, help="How many runs.")] = 20,
    first_seed: Annotated[int, typer.Option(help="The seed of the first run.")] = 1,
    faults: Annotated[FaultLevel, typer.Option(help="How much goes wrong.")] = FaultLevel.MANY,
    day: Annotated[
        bool, typer.Option("--day", help="A whole day each, not some minutes of a busy morning.")
    ] = False,
    journal: Annotated[
        JournalKind, typer.Option(help="A model of the journal, or the real one in SQLite.")
    ] = JournalKind.MODEL,
    coordinators: Annotated[
        int | None,
        typer.Option(min=1, max=9, help="How many share the hall. Left out, the seed says it."),
    ] = None,
    for_s: Annotated[
        float | None, typer.Option("--for-s", help="Go on for so many seconds, however many runs.")
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell on standard error all that happens.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Simulate a whole hall in one process, with faults drawn from seeds, and check its promises.

    The coordinator's loop and the behaviour of kiosks, panels and displays are the real ones;
    broker, network, disk, clocks, devices and people are models. A broken promise makes the exit
    code 1 and says how to replay it.
    """
    from itertools import count

    from simulation.world.campaign import plan_of, run_seeds

    file = load_hall(hall).file
    wanted = range(first_seed, first_seed + seeds) if for_s is None else count(first_seed)
    runs = run_seeds(
        file,
        wanted,
        lambda seed: plan_of(file, seed, faults.value, whole_day=day, coordinators=coordinators),
        journal=journal.value,
        tell=(lambda line: typer.echo(line, err=True)) if trace else None,
    )
    campaign = _all_of(runs, for_s)
    options = f"--faults {faults.value}{' --day' if day else ''}"
    if journal is not JournalKind.MODEL:
        options += f" --journal {journal.value}"
    if coordinators is not None:
        options += f" --coordinators {coordinators}"
    _show(campaign, f"{_shown(hall)} {options}", as_json=as_json)
    if campaign.violations:
        raise typer.Exit(EXIT_FAILED)


def _all_of(runs: "Iterable[Result]", for_s: float | None) -> "Campaign":
    """Live through these runs, or as many as begin within some seconds."""
    from simulation.world.campaign import Campaign
    from simulation.world.plan import CannotSimulate

    campaign, began_s, began_cpu_s = Campaign(), time.monotonic(), time.process_time()
    try:
        for result in runs:
            campaign.add(result)
            campaign.cpu_s = time.process_time() - began_cpu_s
            campaign.wall_s = time.monotonic() - began_s
            if for_s is not None and campaign.wall_s >= for_s:
                break
    except CannotSimulate as error:
        raise CannotRun(str(error)) from None
    return campaign


def _show(campaign: "Campaign", options: str, *, as_json: bool) -> None:
    figures = {
        "seeds": campaign.seeds,
        "commands": campaign.commands,
        "events": campaign.events,
        "papers": campaign.papers,
        "spoken": campaign.spoken,
        "booked": campaign.booked,
        "simulated_s": round(campaign.simulated_s),
        "cpu_s": round(campaign.cpu_s, 1),
        "wall_s": round(campaign.wall_s, 1),
        "times_real": round(campaign.simulated_s / max(campaign.cpu_s, 0.001)),
        "times_real_by_the_wall_clock": round(campaign.simulated_s / max(campaign.wall_s, 0.001)),
    }
    faults = dict(sorted(campaign.faults.items()))
    violations = _violations(campaign, options)
    if as_json:
        typer.echo(json.dumps({**figures, "faults": faults, "violations": violations}, indent=2))
        return
    show_table("simulated", ("what", "how many"), [*figures.items()], as_json=False)
    if faults:
        show_table("faults", ("kind", "how many"), [*faults.items()], as_json=False)
    if violations:
        columns = ("seed", "promise", "what", "at_ms", "replay")
        rows = [tuple(each.values()) for each in violations]
        show_table("broken promises", columns, rows, as_json=False)
    else:
        typer.echo("every promise was kept")


def _violations(campaign: "Campaign", options: str) -> list[dict[str, Any]]:
    return [
        {
            "seed": seed,
            "promise": violation.promise,
            "what": violation.what,
            "at_ms": violation.at_ms,
            "replay": f"hallcall simulate --hall {options} --seeds 1 --first-seed {seed} --trace",
        }
        for seed, violation in campaign.violations
    ]


def _shown(path: Path) -> str:
    """Return a path as it is best typed again."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
