"""`hallcall demo`: a whole hall on this machine."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated, Final

import typer

from broker_config import BrokerError
from hallcall.errors import EXIT_FAILED, EXIT_INTERRUPTED, CannotRun
from hallcall.options import AsJson, load_hall
from hallcall.summary import show_result
from simulation.demo import DemoOptions, DemoResult, run_demo, run_for_ever
from simulation.hand import HandError
from simulation.plan import HallTooSmall
from simulation.stage import ProgramEnded

STREET: Final = Path(__file__).parent.parent / "halls" / "street.toml"
VISITORS: Final = 40
CALM_SPEED: Final = 10.0


def demo(
    *,
    hall: Annotated[Path, typer.Option(envvar="HALLCALL_HALL", help="The hall file.")] = STREET,
    headless: Annotated[
        bool,
        typer.Option("--headless", help="No windows, no voice: people are simulated."),
    ] = False,
    visitors: Annotated[
        int | None, typer.Option(min=1, help=f"How many citizens come. [headless: {VISITORS}]")
    ] = None,
    speed: Annotated[
        float | None, typer.Option(min=0.1, max=1000, help="How much faster people think and work.")
    ] = None,
    seed: Annotated[int, typer.Option(help="What is drawn by chance follows from it.")] = 1,
    out: Annotated[Path, typer.Option(help="Where the results go.")] = Path("build/demo"),
    as_json: AsJson = False,
) -> None:
    """Run a whole hall on this machine, with simulated devices, until Ctrl-C.

    With a screen it opens the windows, for you to touch; type "help" here for the devices. With
    --visitors, or without a screen, simulated citizens come and simulated clerks work. --headless
    ends when the last visitor is served, and checks what the hall promised: exit code 1 if one
    promise was broken.
    """
    from qtkit.program import has_screen  # noqa: PLC0415 - Qt is loaded only to look for a screen

    seen = has_screen() and not headless
    if not seen and not headless:
        typer.echo("no screen here: the programs run offscreen, with simulated people", err=True)
    options = DemoOptions(
        hall_file=hall,
        hall=load_hall(hall).file,
        out=out,
        visitors=visitors if visitors is not None or not headless else VISITORS,
        speed=speed or (60.0 if headless else CALM_SPEED),
        seed=seed,
        windows_seen=seen,
    )
    result = _run(options)
    if result is not None:
        show_result(result, options, as_json=as_json)
        if result.broken:
            raise typer.Exit(EXIT_FAILED)


def _run(options: DemoOptions) -> DemoResult | None:
    """Run to the end; None for an endless demo that Ctrl-C has ended, as it should."""

    async def until_signal() -> DemoResult | None:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        if options.visitors is None:
            await run_for_ever(options, _say)
            return None
        return await run_demo(options, _say)

    try:
        return asyncio.run(until_signal())
    except asyncio.CancelledError:
        typer.echo("stopped; nothing is left running", err=True)
        if options.visitors is None:
            return None
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except (BrokerError, HallTooSmall, ProgramEnded, HandError) as error:
        raise CannotRun(str(error)) from None
    except ExceptionGroup as group:
        raise CannotRun("\n".join(str(error) for error in _leaves(group))) from group


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for error in group.exceptions:
        found += _leaves(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found


def _say(text: str) -> None:
    typer.echo(text, err=True)
