"""`hallcall led`: the LED bars of a hall."""

from pathlib import Path
from typing import Annotated

import typer

from contract.ids import DeviceId
from hallcall.ending import run_gateway
from hallcall.errors import CannotRun
from hallcall.options import (
    DEFAULT_BROKER,
    BrokerUrl,
    HallPath,
    SecretsFolder,
    load_hall,
    pick,
    read_accounts,
    read_broker,
)


def led(
    hall: HallPath,
    *,
    bar: Annotated[
        list[str] | None,
        typer.Option("--bar", help="Which bar; may be repeated. Left out: all.", metavar="ID"),
    ] = None,
    broker: BrokerUrl = DEFAULT_BROKER,
    secrets: SecretsFolder = None,
    preview: Annotated[
        Path | None,
        typer.Option(
            help="Draw what they would show, dot by dot, into a picture, and end.", metavar="PNG"
        ),
    ] = None,
) -> None:
    """Draw the LED bars of a hall: all, or those that hang on this machine."""
    from display.led.config import LedConfig
    from display.led.gateway import LedGateway

    loaded = load_hall(hall)
    known = loaded.file.bars
    for name in bar or ():
        pick("bar", name, known)
    chosen = tuple(dict.fromkeys(DeviceId(name) for name in bar)) if bar else tuple(known)
    if not chosen:
        raise CannotRun(f"{hall} has no [[bar]]")
    if preview is not None:
        from hallcall.led_preview import draw

        draw(loaded.file, [known[name] for name in chosen], preview)
        typer.echo(f"{preview}: {len(chosen)} bars")
        return
    config = LedConfig(
        hall=loaded.file,
        accounts=read_accounts(chosen, secrets),
        broker=read_broker(broker),
    )
    run_gateway(lambda: LedGateway(config))
