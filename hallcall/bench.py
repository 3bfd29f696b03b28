"""`hallcall bench`: measures, for the figures in docs."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from hallcall.errors import CannotRun
from hallcall.options import AsJson, load_hall
from hallcall.tables import show_table

if TYPE_CHECKING:
    from simulation.waits.measure import HallResult, Result

XICHENG: Final = Path(__file__).parent.parent / "halls" / "xicheng.toml"
STREET: Final = XICHENG.with_name("street.toml")

app = typer.Typer(help="Measure how well the hall does what it says.", no_args_is_help=True)


@app.callback()
def bench() -> None:
    """Measure how well the hall does what it says."""


@app.command()
def wait(
    *,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="More halls, more days: some minutes.")
    ] = False,
    seed: Annotated[int, typer.Option(help="What is drawn by chance follows from it.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Let simulated halls live for days, and compare the waits that were told with those that came.

    Errors are root mean squares in minutes. The estimators beside ours are those of the literature
    and of a city's system; docs/waiting-times.md says what each is.
    """
    from simulation.waits.measure import measure, plans

    result = measure(plans(load_hall(XICHENG).file, seed=seed, thorough=thorough))
    if as_json:
        halls = [_row(hall) for hall in result.halls]
        typer.echo(json.dumps({**_headline(result), "halls": halls}, indent=2))
        return
    show_table("expected waits", ("what", "figure"), [*_headline(result).items()], as_json=False)
    rows = [_row(hall) for hall in result.halls]
    show_table("hall by hall", tuple(rows[0]), [tuple(row.values()) for row in rows], as_json=False)


@app.command()
def hall(
    *,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="All figures: a quarter of an hour.")
    ] = False,
    database: Annotated[
        str,
        typer.Option(
            envvar="HALLCALL_BENCH_DATABASE",
            help="An empty PostgreSQL database; left out, an SQLite file.",
            metavar="URL",
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(help="Keep journal, logs and the broker's files here.", metavar="FOLDER"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Have 131 windows and 16 kiosks ask a real coordinator, and compare with the floors.

    Floors are an exchange through the same broker without a hall, and a commit of one row on the
    same disk, measured in turn with the hall. docs/performance.md says what each figure is.
    """
    from bench.report import rows
    from bench.run import measure
    from broker_config import BrokerError
    from journal import JournalError
    from simulation.stage import ProgramEnded

    with tempfile.TemporaryDirectory(prefix="hallcall-bench-") as scratch:
        place = out.resolve() if out is not None else Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        try:
            report = measure(place, database_url=database, thorough=thorough)
        except (BrokerError, JournalError, ProgramEnded) as error:
            raise CannotRun(str(error)) from error
    _show("the hall over its floors", report, rows(report), as_json=as_json)


@app.command()
def devices(
    *,
    seconds: Annotated[
        float, typer.Option(min=1, help="How long the drivers are watched, three times.")
    ] = 20.0,
    as_json: AsJson = False,
) -> None:
    """Measure what a kiosk's devices cost: bytes of a ticket, processor time, time to the paper.

    The drivers of printer, card reader and scanner run in this process, the devices in others.
    """
    from dataclasses import asdict

    from bench.devices import measure, rows
    from hardware.errors import DeviceError

    with _in_one_sentence(DeviceError):
        cost = measure(seconds)
    _show("a kiosk's devices", asdict(cost), rows(cost), as_json=as_json)


@app.command()
def screens(
    *,
    visitors: Annotated[
        int, typer.Option(min=0, help="Who use the kiosk, one after the other; 0: no kiosk.")
    ] = 30,
    minutes: Annotated[
        float, typer.Option(min=0, help="How long the board is watched; 0: no board.")
    ] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Measure a kiosk's start and memory, and a board of 131 windows with 20 calls a minute.

    Windows are drawn offscreen, by the software renderer. --visitors 1000 --minutes 60 takes an
    hour and a half.
    """
    from dataclasses import asdict

    from bench.screens import measure, rows
    from broker_config import BrokerError
    from simulation.hand import HandError
    from simulation.stage import ProgramEnded

    with (
        tempfile.TemporaryDirectory(prefix="hallcall-bench-screens-") as scratch,
        _in_one_sentence(BrokerError, HandError, ProgramEnded, TimeoutError),
    ):
        cost = measure(visitors, minutes, Path(scratch))
    _show("screens", asdict(cost), rows(cost), as_json=as_json)


@app.command()
def video(
    *,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long each is watched.")] = 30.0,
    width: Annotated[int, typer.Option(min=640, help="Of the board, in dots.")] = 1920,
    height: Annotated[int, typer.Option(min=360, help="Of the board, in dots.")] = 1080,
    as_json: AsJson = False,
) -> None:
    """Measure what a picture and a video of 1920 × 1080 cost a board, beside calls that stand.

    Windows are drawn offscreen, by the software renderer.
    """
    from dataclasses import asdict

    from bench.board_video import measure, rows
    from broker_config import BrokerError
    from display.video.player import can_play

    if not can_play():
        raise CannotRun("no video is played here; install PyAV: pip install 'hallcall[video]'")
    with (
        tempfile.TemporaryDirectory(prefix="hallcall-bench-video-") as scratch,
        _in_one_sentence(BrokerError, TimeoutError),
    ):
        found = measure(seconds, (width, height), Path(scratch))
    _show("video", [asdict(each) for each in found], rows(found), as_json=as_json)


@app.command()
def voice(
    *,
    calls: Annotated[int, typer.Option(min=5, max=24, help="So many of each kind.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Measure how long after its message a call is heard, over a real broker and display.

    The player notes when it is started with which file; how long a sound card takes is not in it.
    """
    from dataclasses import asdict

    from bench.voice import measure, rows
    from broker_config import BrokerError

    with _in_one_sentence(BrokerError, TimeoutError):
        cost = measure(load_hall(STREET).file, calls)
    _show("from message to sound", asdict(cost), rows(cost), as_json=as_json)


@contextmanager
def _in_one_sentence(*failures: type[Exception]) -> Iterator[None]:
    """Say why something cannot be measured; an error without words by its name."""
    try:
        yield
    except failures as error:
        raise CannotRun(str(error) or repr(error)) from None


def _show(title: str, found: Any, rows: Sequence[Sequence[Any]], *, as_json: bool) -> None:
    """Print what was found: as it is, or in a table with what is wanted."""
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        show_table(title, ("figure", "value", "wanted"), rows, as_json=False)


def _headline(result: "Result") -> dict[str, float]:
    return {
        "rmse_over_best_simple": round(result.rmse_over_best_simple, 3),
        "rmse_over_best_simple_worst": round(result.rmse_over_best_simple_worst, 3),
        "bound90_holds": round(result.bound90_holds, 3),
    }


def _row(hall: "HallResult") -> dict[str, Any]:
    return {
        "hall": hall.name,
        "windows": hall.windows,
        "arrivals": hall.shape,
        "tickets": hall.tickets,
        "mean_wait": round(hall.mean_wait, 1),
        "ours": round(hall.ours, 2),
        **{name: round(error, 2) for name, error in hall.simple.items()},
        "over_best_simple": round(hall.over_best_simple, 3),
        "bound90_holds": round(hall.within_bound, 3),
    }
