"""The programs of a hall, each runnable alone."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

import coordinator.main as coordinator_program
from broker_config import BrokerError, generate
from contract.ids import COORDINATOR_DEVICE, DeviceId
from coordinator.service.ports import Superseded
from hallcall.errors import CannotRun
from hallcall.options import (
    BrokerUrl,
    FingersPort,
    Fullscreen,
    HallPath,
    Language,
    LanguageOption,
    PasswordFile,
    load_hall,
    pick,
    read_broker,
    read_credentials,
)
from journal import JournalError

DEFAULT_BROKER: Final = "mqtt://127.0.0.1:1883"
DEFAULT_DATABASE: Final = "sqlite:///hall.db"


def coordinator(
    hall: HallPath,
    *,
    database: Annotated[
        str, typer.Option(envvar="HALLCALL_DATABASE", help="SQLAlchemy URL.", metavar="URL")
    ] = DEFAULT_DATABASE,
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    always_open: Annotated[
        bool, typer.Option("--always-open", help="Give tickets outside the opening hours too.")
    ] = False,
) -> None:
    """Run the coordinator, which decides everything in a hall."""
    loaded = load_hall(hall)
    config = coordinator_program.CoordinatorConfig(
        hall=loaded.file,
        hall_file_digest=loaded.digest,
        database_url=database,
        broker=read_broker(broker),
        credentials=read_credentials(COORDINATOR_DEVICE, password_file),
        always_open=always_open,
    )
    try:
        coordinator_program.run(config)
    except JournalError as error:
        raise CannotRun(f"{_without_password(database)}: {error}") from error
    except Superseded as error:
        raise CannotRun(str(error)) from error


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database's URL"


def kiosk(
    hall: HallPath,
    *,
    kiosk: Annotated[
        str, typer.Option("--kiosk", envvar="HALLCALL_KIOSK", help="Which kiosk of the hall file.")
    ],
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    printer: Annotated[
        str | None,
        typer.Option(envvar="HALLCALL_PRINTER", help="The printer, if not as in the hall file."),
    ] = None,
    card_reader: Annotated[
        str | None,
        typer.Option(envvar="HALLCALL_CARD_READER", help="The ID-card reader, likewise."),
    ] = None,
    fullscreen: Fullscreen = False,
    width: int = 1080,
    height: int = 1920,
    language: LanguageOption = Language.ZH,
    fingers: FingersPort = None,
) -> None:
    """Run a kiosk: citizens touch it and take a ticket."""
    from hallcall.windows import run_window  # noqa: PLC0415
    from kiosk.config import KioskConfig  # noqa: PLC0415 - Qt is loaded only where there is a screen
    from kiosk.main import start  # noqa: PLC0415

    loaded = load_hall(hall)
    pick("kiosk", kiosk, loaded.file.kiosks)
    config = KioskConfig(
        hall=loaded.file,
        kiosk_id=DeviceId(kiosk),
        broker=read_broker(broker),
        credentials=read_credentials(DeviceId(kiosk), password_file),
        printer_url=printer,
        card_reader_url=card_reader,
        fullscreen=fullscreen,
        width=width,
        height=height,
        language=language.value,
    )
    sys.exit(run_window(lambda: start(config), fingers))


def caller(
    hall: HallPath,
    *,
    caller: Annotated[
        str,
        typer.Option("--caller", envvar="HALLCALL_CALLER", help="Which caller of the hall file."),
    ],
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    keypad: Annotated[
        str | None,
        typer.Option(
            envvar="HALLCALL_KEYPAD", help="The keypads' bus, if not as in the hall file."
        ),
    ] = None,
    always_on_top: Annotated[bool, typer.Option("--always-on-top")] = False,
    width: int = 420,
    height: int = 640,
    language: LanguageOption = Language.ZH,
    fingers: FingersPort = None,
) -> None:
    """Run the panel of one window: its clerk calls with it."""
    from caller.config import CallerConfig  # noqa: PLC0415
    from caller.main import start  # noqa: PLC0415
    from hallcall.windows import run_window  # noqa: PLC0415

    loaded = load_hall(hall)
    pick("caller", caller, loaded.file.callers)
    config = CallerConfig(
        hall=loaded.file,
        caller_id=DeviceId(caller),
        broker=read_broker(broker),
        credentials=read_credentials(DeviceId(caller), password_file),
        keypad_url=keypad,
        always_on_top=always_on_top,
        width=width,
        height=height,
        language=language.value,
    )
    sys.exit(run_window(lambda: start(config), fingers))


def display(
    hall: HallPath,
    *,
    display: Annotated[
        str,
        typer.Option(
            "--display", envvar="HALLCALL_DISPLAY", help="Which display of the hall file."
        ),
    ],
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak, whatever the hall file says.")
    ] = None,
    player: Annotated[
        str,
        typer.Option(
            envvar="HALLCALL_PLAYER",
            help='What plays sound: "auto", "none" or a program that takes a WAV.',
        ),
    ] = "auto",
    announcements: Annotated[
        Path | None, typer.Option(help="Keep each announcement as a WAV file here.", metavar="DIR")
    ] = None,
    fullscreen: Fullscreen = False,
    width: int | None = None,
    height: int | None = None,
    fingers: FingersPort = None,
) -> None:
    """Run a display: the main board of a zone, or the screen over a window."""
    from display.config import DisplayConfig  # noqa: PLC0415
    from display.main import start  # noqa: PLC0415
    from hallcall.windows import run_window  # noqa: PLC0415

    loaded = load_hall(hall)
    entry = pick("display", display, loaded.file.displays)
    default_height = 360 if entry.kind == "window" else 1080
    config = DisplayConfig(
        hall=loaded.file,
        display_id=DeviceId(display),
        broker=read_broker(broker),
        credentials=read_credentials(DeviceId(display), password_file),
        voice=entry.voice if voice is None else voice,
        player=player,
        announcements_dir=announcements,
        fullscreen=fullscreen,
        width=width or 1920,
        height=height or default_height,
    )
    sys.exit(run_window(lambda: start(config), fingers))


def broker_config(
    hall: HallPath,
    *,
    directory: Annotated[Path, typer.Argument(help="Where to write it.")],
    port: Annotated[int, typer.Option(min=1, max=65535)] = 1883,
) -> None:
    """Write a Mosquitto configuration, access list and passwords for the devices of a hall."""
    try:
        files = generate(load_hall(hall).file, port=port, directory=directory)
    except BrokerError as error:
        raise CannotRun(str(error)) from None
    typer.echo(f"start the broker with: mosquitto -c {files.configuration}")
