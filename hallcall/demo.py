"""`hallcall demo`: a whole hall on this machine."""

from pathlib import Path
from typing import Annotated, Final

import typer

from hallcall.errors import EXIT_FAILED
from hallcall.options import AsJson, load_hall

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
    from hallcall.demo_run import run
    from hallcall.summary import show_result
    from qtkit.program import has_screen
    from simulation.running_hall import DemoOptions

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
    result = run(options)
    if result is not None:
        show_result(result, options, as_json=as_json)
        if result.broken:
            raise typer.Exit(EXIT_FAILED)
