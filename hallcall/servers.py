"""The programs in the server room: the coordinator, and the files of its broker."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, TypeAlias, TypeVar

import typer

from contract.ids import COORDINATOR_DEVICE, ClerkId
from hallcall.errors import CannotRun
from hallcall.loading import nothing_collected
from hallcall.options import (
    DEFAULT_BROKER,
    PASSWORD_VARIABLE,
    DataKeys,
    HallPath,
    PinsFile,
    database_url,
    load_hall,
    read_broker,
    read_credentials,
    read_data_keys,
    without_password,
)

DEFAULT_DATABASE: Final = "sqlite:///hall.db"

Halls: TypeAlias = Annotated[
    list[Path],
    typer.Option("--hall", envvar="HALLCALL_HALL", help="A hall file.", metavar="FILE"),
]
Databases: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--database",
        envvar="HALLCALL_DATABASE",
        help="A file, or an SQLAlchemy URL.",
        metavar="DATABASE",
    ),
]
Brokers: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--broker", envvar="HALLCALL_BROKER", help="The broker.", metavar="mqtt://HOST:PORT"
    ),
]
PasswordFiles: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--password-file",
        envvar="HALLCALL_PASSWORD_FILE",
        metavar="FILE",
        help=f"Our password at the broker; or set {PASSWORD_VARIABLE}. Neither: no password.",
    ),
]
T = TypeVar("T")


def coordinator(
    hall: Halls,
    *,
    database: Databases = [DEFAULT_DATABASE],  # noqa: B006 - typer makes a new one each time
    broker: Brokers = [DEFAULT_BROKER],  # noqa: B006
    password_file: PasswordFiles = None,
    pins: PinsFile | None = None,
    data_keys: DataKeys = None,
    always_open: Annotated[
        bool, typer.Option("--always-open", help="Give tickets outside the opening hours too.")
    ] = False,
    standby: Annotated[
        bool,
        typer.Option(
            "--standby", help="Share the halls with other coordinators on the same PostgreSQL."
        ),
    ] = False,
) -> None:
    """Run the coordinator, which decides everything in a hall, or in several.

    For several halls give --hall several times, and --database, --broker and --password-file once
    for all or once for each, in the same order. With --standby all halls are in one PostgreSQL.
    """
    with nothing_collected():
        from coordinator.main import CoordinatorConfig, run
        from coordinator.service.ports import Superseded
        from journal import JournalError, is_on_server

        loaded = [load_hall(path) for path in hall]
    databases = [database_url(each) for each in _for_each(database, len(hall), "--database")]
    brokers = _for_each(broker, len(hall), "--broker")
    passwords = _for_each(password_file or [None], len(hall), "--password-file")
    read_once = _read_pins(pins) if pins is not None else {}
    keys = read_data_keys(data_keys)
    configs = [
        CoordinatorConfig(
            own_process=True,
            hall=each.file,
            hall_file_digest=each.digest,
            database_url=databases[n],
            broker=read_broker(brokers[n]),
            credentials=read_credentials(COORDINATOR_DEVICE, passwords[n]),
            always_open=always_open,
            pins=read_once,
            keys=keys,
        )
        for n, each in enumerate(loaded)
    ]
    named = ", ".join(sorted({without_password(url) for url in databases}))
    try:
        halls = [each.file.hall.id for each in loaded]
        _refuse_muddle(halls, databases, on_server=is_on_server(databases[0]))
        run(configs, standby=standby)
    except JournalError as error:
        raise CannotRun(f"{named}: {error}") from error
    except Superseded as error:
        raise CannotRun(str(error)) from error


def _for_each(given: Sequence[T], halls: int, option: str) -> Sequence[T]:
    if len(given) not in (1, halls):
        raise typer.BadParameter(f"give it once, or once for each hall: {halls}", param_hint=option)
    return given if len(given) == halls else [*given] * halls


def _refuse_muddle(halls: Sequence[str], databases: Sequence[str], *, on_server: bool) -> None:
    from journal import is_in_memory

    if len(set(halls)) < len(halls):
        raise typer.BadParameter("two of the files are of one hall", param_hint="--hall")
    if any(map(is_in_memory, databases)):
        raise typer.BadParameter("name a file: what is in memory is lost", param_hint="--database")
    if on_server and len(set(databases)) > 1:
        raise typer.BadParameter("on a server all halls share one", param_hint="--database")
    if not on_server and len(set(databases)) < len(halls):
        raise typer.BadParameter("each hall wants a file of its own", param_hint="--database")


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
