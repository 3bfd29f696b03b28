"""`hallcall keypads`: the gateway for windows whose clerks have keypads and no PC."""

from collections.abc import Sequence
from typing import Annotated

import typer

from contract.hall import HallFile
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


def keypads(
    hall: HallPath,
    *,
    caller: Annotated[
        list[str] | None,
        typer.Option(
            "--caller",
            envvar="HALLCALL_CALLER",
            help="A caller whose keypads hang here; may be repeated.  "
            "[default: all with panel = false]",
            show_default=False,
        ),
    ] = None,
    broker: BrokerUrl = DEFAULT_BROKER,
    secrets: SecretsFolder = None,
    keypad: Annotated[
        str | None,
        typer.Option(envvar="HALLCALL_KEYPAD", help="The bus, if not as in the hall file."),
    ] = None,
) -> None:
    """Run the keypads of windows that have no PC."""
    from caller.config import KeypadsConfig
    from caller.gateway import KeypadGateway

    file = load_hall(hall).file
    chosen = _chosen(file, caller or ())
    config = KeypadsConfig(
        hall=file,
        accounts=read_accounts(chosen, secrets),
        broker=read_broker(broker),
        keypad_url=keypad,
    )
    run_gateway(lambda: KeypadGateway(config))


def _chosen(hall: HallFile, named: Sequence[str]) -> list[DeviceId]:
    """Return the callers to work for. Raises `CannotRun`, `typer.BadParameter`."""
    without_panel = [DeviceId(each.id) for each in hall.caller if not each.panel]
    chosen = [DeviceId(name) for name in named] or without_panel
    if not chosen:
        raise CannotRun(
            "the hall file has no window without a panel: give its [[caller]] panel = false, "
            "a keypad with its addresses, and the clerk who works there"
        )
    for each in chosen:
        entry = pick("caller", each, hall.callers)
        if entry.panel or entry.keypad is None:
            raise CannotRun(
                f"{each} has a panel, which works its keypads itself; panel = false in the hall "
                "file says that it has none"
            )
    return chosen
