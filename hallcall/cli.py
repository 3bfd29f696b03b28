"""`hallcall`: one command for every part of a hall.

Exit codes: 0 done, 1 it cannot run or a promise was broken (the text says which), 2 wrong usage.
"""

import sys
from typing import Annotated

import typer

from contract.hall import HallFileInvalid
from hallcall import (
    appointments,
    bench,
    care,
    chaos,
    check,
    coordinators,
    demo,
    devices,
    doctor,
    keypads,
    led,
    pin,
    privacy,
    replay,
    screens,
    servers,
    simulate,
    simulate_device,
    storage,
    technician,
    ticket_preview,
    unmasking,
    voice,
    waits,
)
from hallcall.errors import EXIT_FAILED, CannotRun
from hallcall.logs import set_up_logging

app = typer.Typer(
    name="hallcall",
    help="Kiosks, calls and boards of a service hall.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("demo")(demo.demo)
app.command("coordinator")(servers.coordinator)
app.command("coordinators")(coordinators.coordinators)
app.command("kiosk")(screens.kiosk)
app.command("caller")(screens.caller)
app.command("display")(screens.display)
app.command("screens")(screens.screens)
app.command("led")(led.led)
app.command("keypads")(keypads.keypads)
app.command("broker-config")(servers.broker_config)
app.command("pin")(pin.pin)
app.command("technician-code")(technician.technician_code)
app.command("check")(check.check)
app.command("care")(care.care)
app.command("doctor")(doctor.doctor)
app.command("devices")(devices.devices)
app.command("ticket-preview")(ticket_preview.ticket_preview)
app.command("replay")(replay.replay)
app.command("simulate")(simulate.simulate)
app.command("simulate-device")(simulate_device.simulate_device)
app.command("chaos")(chaos.chaos)
app.command("verify")(storage.verify)
app.command("rebuild")(storage.rebuild)
app.command("backup")(storage.backup)
app.command("restore")(storage.restore)
app.command("archive")(storage.archive)
app.command("rotate-key")(privacy.rotate_key)
app.command("erase-person")(privacy.erase_person)
app.command("unmasking-key")(unmasking.unmasking_key)
app.command("unmasked")(unmasking.unmasked)
app.command("waits")(waits.waits)
app.add_typer(appointments.app, name="appointments")
app.add_typer(bench.app, name="bench")
app.add_typer(voice.app, name="voice")

_wants_traceback = False


@app.callback()
def common(
    *,
    log_level: Annotated[
        str, typer.Option(envvar="HALLCALL_LOG_LEVEL", help="debug, info, warning or error.")
    ] = "info",
    log_json: Annotated[
        bool, typer.Option("--log-json", envvar="HALLCALL_LOG_JSON", help="Log lines as JSON.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", envvar="HALLCALL_TRACEBACK", help="Show where it failed.")
    ] = False,
) -> None:
    """Kiosks, calls and boards of a service hall."""
    if log_level.lower() not in ("debug", "info", "warning", "error"):
        raise typer.BadParameter("one of debug, info, warning, error", param_hint="--log-level")
    global _wants_traceback  # noqa: PLW0603 - the error boundary below is outside the command
    _wants_traceback = traceback
    set_up_logging(level=log_level, as_json=log_json)


def main() -> None:
    """Run the command line; errors become one clear message and an exit code."""
    try:
        app(prog_name="hallcall")  # exits by itself, with 0 or, for wrong usage, with 2
    except (CannotRun, HallFileInvalid) as error:
        if _wants_traceback:
            raise
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(EXIT_FAILED)
