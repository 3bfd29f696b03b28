"""The programs that people see: kiosk, caller panel, display."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from contract.ids import DeviceId
from hallcall.options import (
    DEFAULT_BROKER,
    BrokerUrl,
    FingersPort,
    Fullscreen,
    HallPath,
    Language,
    LanguageOption,
    PasswordFile,
    counters_beside,
    default_outbox,
    load_hall,
    pick,
    read_broker,
    read_credentials,
    read_key,
)

if TYPE_CHECKING:
    from display.config import DisplayConfig

PersonKeyFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        envvar="HALLCALL_PERSON_KEY_FILE",
        metavar="FILE",
        help="At least 16 secret bytes, the same at all kiosks: one ticket a person and group.",
    ),
]
KioskLanguage: TypeAlias = Annotated[
    str,
    typer.Option(
        "--language",
        envvar="HALLCALL_LANGUAGE",
        help="Language at the start, as zh, en or ar: one that kiosk/locale has.",
        metavar="CODE",
    ),
]
TechnicianCodeFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        envvar="HALLCALL_TECHNICIAN_CODE_FILE",
        metavar="FILE",
        help="The hash of the technician's code, as `hallcall technician-code` writes it.",
    ),
]
Player: TypeAlias = Annotated[
    str,
    typer.Option(
        envvar="HALLCALL_PLAYER",
        help='What plays sound: "auto", "none" or a program that takes a WAV.',
    ),
]
Screen: TypeAlias = Annotated[
    str | None,
    typer.Option(
        envvar="HALLCALL_SCREEN",
        metavar="NAME|N",
        help="Where a machine has several: which, as `hallcall screens` lists them.",
    ),
]
DisplayName: TypeAlias = Annotated[
    str,
    typer.Option("--display", envvar="HALLCALL_DISPLAY", help="Which display of the hall file."),
]
Watch: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--watch", envvar="HALLCALL_WATCH", help="Start it again when it crashes or hangs."
    ),
]
Outbox: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        envvar="HALLCALL_OUTBOX",
        metavar="FILE",
        help="What outlives a power cut of this kiosk, tickets given without the coordinator "
        "above all.  [default: hallcall/HALL/KIOSK.outbox in the state directory]",
        show_default=False,
    ),
]


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
    scanner: Annotated[
        str | None, typer.Option(envvar="HALLCALL_SCANNER", help="The scanner, likewise.")
    ] = None,
    person_key_file: PersonKeyFile = None,
    outbox: Outbox = None,
    technician_code_file: TechnicianCodeFile = None,
    watch: Watch = False,
    fullscreen: Fullscreen = False,
    width: int = 1080,
    height: int = 1920,
    language: KioskLanguage = "zh",
    fingers: FingersPort = None,
) -> None:
    """Run a kiosk: citizens touch it and take a ticket."""
    if watch:
        sys.exit(_watch_over_us())
    from hallcall.logs import RECENT
    from hallcall.technician import read_code
    from hallcall.windows import run_window
    from kiosk.config import KioskConfig
    from kiosk.main import start, texts

    loaded = load_hall(hall)
    pick("kiosk", kiosk, loaded.file.kiosks)
    _check_language(language, texts().languages)
    kept = outbox or default_outbox(loaded.file.hall.id, kiosk)
    config = KioskConfig(
        hall=loaded.file,
        kiosk_id=DeviceId(kiosk),
        broker=read_broker(broker),
        credentials=read_credentials(DeviceId(kiosk), password_file),
        person_key=read_key(person_key_file),
        printer_url=printer,
        card_reader_url=card_reader,
        scanner_url=scanner,
        outbox=kept,
        counters=counters_beside(kept),
        logos=hall.parent,
        technician_code=read_code(technician_code_file),
        log_lines=lambda: tuple(RECENT),
        fullscreen=fullscreen,
        width=width,
        height=height,
        language=language,
    )
    sys.exit(run_window(lambda: start(config), fingers))


def _watch_over_us() -> int:
    """Run this very command in a process of its own, again and again; return the exit code."""
    from hallcall import watching
    from hallcall.ending import Ending

    return watching.watch(watching.command_of_ours(), Ending())


def _check_language(language: str, known: Sequence[str]) -> None:
    if language not in known:
        raise typer.BadParameter(f"there are {', '.join(known)}", param_hint="--language")


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
    unmasking_key_file: Annotated[
        Path | None,
        typer.Option(
            envvar="HALLCALL_UNMASKING_KEY_FILE",
            metavar="FILE",
            help="Opens whole cards, for clerks who may see them; see unmasking-key.",
        ),
    ] = None,
    player: Player = "auto",
    width: int = 420,
    height: int = 640,
    language: LanguageOption = Language.ZH,
    fingers: FingersPort = None,
) -> None:
    """Run the panel of one window: its clerk calls with it."""
    from caller.config import CallerConfig, own_folder
    from caller.main import start
    from hallcall.unmasking import read_opening
    from hallcall.windows import run_window

    loaded = load_hall(hall)
    pick("caller", caller, loaded.file.callers)
    config = CallerConfig(
        hall=loaded.file,
        caller_id=DeviceId(caller),
        broker=read_broker(broker),
        credentials=read_credentials(DeviceId(caller), password_file),
        keypad_url=keypad,
        always_on_top=always_on_top,
        opening=read_opening(unmasking_key_file, loaded.file),
        player=player,
        width=width,
        height=height,
        language=language.value,
        place_file=own_folder() / "panels.ini" if fingers is None else None,
    )
    sys.exit(run_window(lambda: start(config), fingers))


def display(
    hall: HallPath,
    *,
    display: DisplayName,
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak, whatever the hall file says.")
    ] = None,
    voice_only: Annotated[
        bool, typer.Option("--voice-only", help="Only speak: a machine without a screen.")
    ] = False,
    player: Player = "auto",
    announcements: Annotated[
        Path | None, typer.Option(help="Keep each announcement as a WAV file here.", metavar="DIR")
    ] = None,
    fullscreen: Fullscreen = False,
    screen: Screen = None,
    width: int | None = None,
    height: int | None = None,
    fingers: FingersPort = None,
) -> None:
    """Run a display: the main board of a zone, or the screen over a window."""
    from display.config import DisplayConfig

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
        beside=hall.parent,
        fullscreen=fullscreen,
        screen=screen,
        width=width or 1920,
        height=height or default_height,
    )
    if voice_only:
        _speak(config)
    else:
        _show(config, fingers)


def _speak(config: "DisplayConfig") -> None:
    """Run without a window, on a machine that may have nothing to draw with."""
    from display.speech.gateway import VoiceGateway
    from hallcall.ending import run_gateway

    run_gateway(lambda: VoiceGateway(config))


def _show(config: "DisplayConfig", fingers: int | None) -> None:
    from display.main import start
    from hallcall.windows import run_window

    sys.exit(run_window(lambda: start(config), fingers))


def screens() -> None:
    """List the screens of this machine, for `--screen`."""
    from hallcall.errors import CannotRun
    from qtkit.program import application, has_screen
    from qtkit.screens import screens as screens_here

    if not has_screen():
        raise CannotRun("no screen here: run it inside the desktop, or set DISPLAY")
    app = application()
    for number, screen in enumerate(screens_here(), start=1):
        place, ratio = screen.geometry(), screen.devicePixelRatio()
        size = f"{round(place.width() * ratio)}×{round(place.height() * ratio)}"
        main = "  primary" if screen == app.primaryScreen() else ""
        typer.echo(f"{number}  {screen.name()}  {size} at {place.x()},{place.y()}{main}")
