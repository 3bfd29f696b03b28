"""`hallcall led`: the LED bars of a hall."""

from pathlib import Path
from typing import Annotated

import typer

from contract.ids import DeviceId
from hallcall.ending import Ending
from hallcall.errors import CannotRun
from hallcall.options import (
    DEFAULT_BROKER,
    BrokerUrl,
    HallPath,
    load_hall,
    pick,
    read_broker,
    read_credentials,
)


def led(
    hall: HallPath,
    *,
    bar: Annotated[
        list[str] | None,
        typer.Option("--bar", help="Which bar; may be repeated. Left out: all.", metavar="ID"),
    ] = None,
    broker: BrokerUrl = DEFAULT_BROKER,
    secrets: Annotated[
        Path | None,
        typer.Option(
            envvar="HALLCALL_SECRETS",
            help="The folder with the bars' passwords, each in ID.password.",
            metavar="DIR",
        ),
    ] = None,
) -> None:
    """Draw the LED bars of a hall: all, or those that hang on this machine."""
    from display.led.config import LedConfig
    from display.led.gateway import LedGateway
    from hardware.errors import DeviceError

    loaded = load_hall(hall)
    known = loaded.file.bars
    for name in bar or ():
        pick("bar", name, known)
    chosen = tuple(dict.fromkeys(DeviceId(name) for name in bar)) if bar else tuple(known)
    if not chosen:
        raise CannotRun(f"{hall} has no [[bar]]")
    found = {
        bar_id: read_credentials(bar_id, secrets / f"{bar_id}.password" if secrets else None)
        for bar_id in chosen
    }
    config = LedConfig(
        hall=loaded.file,
        bar_ids=chosen,
        broker=read_broker(broker),
        credentials={bar_id: each for bar_id, each in found.items() if each is not None},
    )
    try:
        gateway = LedGateway(config)
    except DeviceError as error:
        raise CannotRun(str(error)) from None
    gateway.run(Ending())
