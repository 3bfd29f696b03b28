"""`hallcall doctor`: what is missing on this machine, and how to get it."""

from pathlib import Path
from typing import Annotated, Final

import typer

from contract.hall import Wire, wires
from hallcall.diagnosis import Finding, Health, examine_device, examine_machine
from hallcall.errors import EXIT_FAILED
from hallcall.options import AsJson, load_hall
from hallcall.tables import show_table

_MARKS: Final = {Health.GOOD: "good", Health.LIMITED: "limited", Health.MISSING: "MISSING"}


def doctor(
    *,
    hall: Annotated[
        Path | None,
        typer.Option(envvar="HALLCALL_HALL", help="Look for the devices of this hall file too."),
    ] = None,
    port: Annotated[int, typer.Option(help="The port the broker is to listen on.")] = 1883,
    as_json: AsJson = False,
) -> None:
    """Say what is missing on this machine: fonts, sound, broker, ports, devices.

    Exit code 1 when something is missing that a hall cannot do without.
    """
    findings = examine_machine(broker_port=port)
    if hall is not None:
        findings += _devices_of(hall)
    rows = [(f.what, _MARKS[f.health], f.detail, f.hint) for f in findings]
    show_table("this machine", ("what", "state", "found", "what to do"), rows, as_json=as_json)
    if any(finding.health is Health.MISSING for finding in findings):
        raise typer.Exit(EXIT_FAILED)


def _devices_of(path: Path) -> list[Finding]:
    return [
        examine_device(wire.words, wire.entry.url)
        for wire in wires(load_hall(path).file)
        if _needs_port(wire)
    ]


def _needs_port(wire: Wire) -> bool:
    from hardware.profiles import Kind, ProfileError
    from hardware.profiles.catalog import find_any

    try:
        return find_any(Kind(wire.key), wire.entry.profile).needs_port
    except ProfileError:
        return True  # whatever it is; `hallcall check` says what is wrong with it
