"""`hallcall chaos`: the real programs of a hall are killed, stopped, cut off, and then judged."""

import asyncio
import json
import signal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from hallcall.errors import EXIT_FAILED, EXIT_INTERRUPTED, CannotRun
from hallcall.logs import set_up_logging
from hallcall.options import AsJson
from hallcall.tables import show_table

if TYPE_CHECKING:
    from simulation.chaos.campaign import Plan, Result
    from simulation.chaos.place import Place

STREET: Final = Path(__file__).parent.parent / "halls" / "street.toml"


class DatabaseKind(StrEnum):
    """Where the journal lives."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def chaos(
    *,
    hall: Annotated[Path, typer.Option(envvar="HALLCALL_HALL", help="The hall file.")] = STREET,
    kills: Annotated[int, typer.Option(min=0, help="How often something is killed.")] = 100,
    seed: Annotated[int, typer.Option(help="What is done, and to whom, follows from it.")] = 1,
    database: Annotated[
        DatabaseKind, typer.Option(help="Where the journal lives.")
    ] = DatabaseKind.SQLITE,
    coordinators: Annotated[
        int, typer.Option(min=1, max=3, help="How many; all but one stand by. PostgreSQL only.")
    ] = 1,
    gap_s: Annotated[
        float, typer.Option("--gap-s", min=0.1, help="Seconds between two faults, on average.")
    ] = 5.0,
    minutes_max: Annotated[
        float, typer.Option("--minutes-max", help="It ends after so long, whatever happens.")
    ] = 25.0,
    out: Annotated[Path, typer.Option(help="Where the traces go.")] = Path("build/chaos"),
    as_json: AsJson = False,
) -> None:
    """Attack a real hall on this machine, and check that nothing is lost and nothing given twice.

    Broker, coordinator, database, kiosk, panel and displays are killed, stopped, cut off and
    starved of disk at random moments; everything stays on loopback. A broken promise makes the
    exit code 1 and names the files to look at.
    """
    from simulation.chaos.campaign import Plan
    from simulation.chaos.cast import write_hall_file
    from simulation.chaos.place import Place

    set_up_logging(level="error", as_json=False)  # light devices say at each fault what they feel
    if coordinators > 1 and database is DatabaseKind.SQLITE:
        raise typer.BadParameter("SQLite knows only one", param_hint="--coordinators")
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    hall_file = out / "hall.toml"
    file = write_hall_file(hall, hall_file)
    place = Place(
        hall_file=hall_file,
        hall=file,
        database=database.value,
        seed=seed,
        out=out,
        coordinators=coordinators,
    )
    result = _run(place, Plan(kills=kills, gap_s=gap_s, minutes_max=minutes_max))
    _show(result, place, as_json=as_json)
    if result.violations:
        raise typer.Exit(EXIT_FAILED)


def _run(place: "Place", plan: "Plan") -> "Result":
    from broker_config import BrokerError
    from journal import JournalError
    from simulation.chaos.campaign import run
    from simulation.plan import HallTooSmall
    from simulation.postgres import NoPostgres
    from simulation.stage import ProgramEnded

    async def until_signal() -> "Result":
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        return await run(place, plan, lambda text: typer.echo(text, err=True))

    try:
        return asyncio.run(until_signal())
    except asyncio.CancelledError:
        typer.echo("stopped; nothing is left running", err=True)
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except TimeoutError:
        raise CannotRun(f"not done after {plan.minutes_max:g} minutes; see {place.out}") from None
    except (BrokerError, HallTooSmall, JournalError, NoPostgres, ProgramEnded) as error:
        raise CannotRun(str(error)) from None


def _show(result: "Result", place: "Place", *, as_json: bool) -> None:
    figures = {
        "seed": result.seed,
        "database": result.database,
        "disk": result.disk,
        "kills": sum(result.kills.values()),
        "commands": result.commands,
        "answers_kept": result.answers_kept,
        "events": result.events,
        "papers": result.papers,
        "spoken": result.spoken,
        "back_after_s_median": _quantile(result.back_after_s, 0.5),
        "back_after_s_p90": _quantile(result.back_after_s, 0.9),
        "took_s": round(result.took_s),
    }
    faults = dict(sorted((result.kills + result.faults).items()))
    violations = _violations(result, place)
    if as_json:
        more: dict[str, Any] = {
            "faults": faults,
            "restarts": dict(result.restarts),
            "ended_themselves": dict(+result.ended_themselves),
            "violations": violations,
        }
        typer.echo(json.dumps({**figures, **more}, indent=2, ensure_ascii=False))
        return
    show_table("chaos", ("what", "how many"), [*figures.items()], as_json=False)
    show_table("faults", ("kind", "how many"), [*faults.items()], as_json=False)
    if violations:
        rows = [(each["promise"], each["what"], each["at_ms"]) for each in violations]
        show_table("broken promises", ("promise", "what", "at_ms"), rows, as_json=False)
        typer.echo(f"look at: {', '.join(violations[0]['files'])}")
    else:
        typer.echo("every promise was kept")


def _quantile(seconds: list[float], share: float) -> float | None:
    """Return what so large a share of the sorted `seconds` does not exceed, if there are any."""
    return round(seconds[int(share * (len(seconds) - 1))], 1) if seconds else None


def _violations(result: "Result", place: "Place") -> list[dict[str, Any]]:
    files = [str(place.out / name) for name in ("evidence.jsonl", "journal.jsonl", "logs")]
    return [
        {"promise": each.promise, "what": each.what, "at_ms": each.at_ms, "files": files}
        for each in result.violations
    ]
