"""The programs in the server room: the coordinator, and the files of its broker."""

from pathlib import Path
from typing import Annotated, Final

import typer

from contract.ids import COORDINATOR_DEVICE, ClerkId
from hallcall.errors import CannotRun
from hallcall.options import (
    DEFAULT_BROKER,
    BrokerUrl,
    DataKeys,
    HallPath,
    PasswordFile,
    PinsFile,
    load_hall,
    read_broker,
    read_credentials,
    read_data_keys,
    without_password,
)

DEFAULT_DATABASE: Final = "sqlite:///hall.db"


def coordinator(
    hall: HallPath,
    *,
    database: Annotated[
        str, typer.Option(envvar="HALLCALL_DATABASE", help="SQLAlchemy URL.", metavar="URL")
    ] = DEFAULT_DATABASE,
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    pins: PinsFile | None = None,
    data_keys: DataKeys = None,
    always_open: Annotated[
        bool, typer.Option("--always-open", help="Give tickets outside the opening hours too.")
    ] = False,
) -> None:
    """Run the coordinator, which decides everything in a hall."""
    from coordinator.main import CoordinatorConfig, run
    from coordinator.service.ports import Superseded
    from journal import JournalError

    loaded = load_hall(hall)
    config = CoordinatorConfig(
        hall=loaded.file,
        hall_file_digest=loaded.digest,
        database_url=database,
        broker=read_broker(broker),
        credentials=read_credentials(COORDINATOR_DEVICE, password_file),
        always_open=always_open,
        pins=_read_pins(pins) if pins is not None else {},
        keys=read_data_keys(data_keys),
    )
    try:
        run(config)
    except JournalError as error:
        raise CannotRun(f"{without_password(database)}: {error}") from error
    except Superseded as error:
        raise CannotRun(str(error)) from error


def _read_pins(path: Path) -> dict[ClerkId, str]:
    from coordinator.adapters.pins import PinsFileInvalid, read_pins

    try:
        return read_pins(path)
    except PinsFileInvalid as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"cannot read the PINs in {path}: {error.strerror}") from None


def broker_config(
    hall: HallPath,
    *,
    directory: Annotated[Path, typer.Argument(help="Where to write it.")],
    host: Annotated[
        str,
        typer.Option(help="Where to listen; 127.0.0.1 is this machine alone."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 1883,
) -> None:
    """Write a Mosquitto configuration, access list and passwords for the devices of a hall.

    Passwords cross the line unencrypted: outside loopback, use a network that is the hall's own.
    """
    from broker_config import BrokerError, generate

    try:
        files = generate(load_hall(hall).file, host=host, port=port, directory=directory)
    except BrokerError as error:
        raise CannotRun(str(error)) from None
    typer.echo(f"start the broker with: mosquitto -c {files.configuration}")
