"""Options that several commands share, and how they are read.

Every option can come from the environment too. Passwords come only from there or from a file.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar

import typer
from platformdirs import user_state_path

from contract.hall import HallFile, parse_hall
from contract.ids import DeviceId
from hallcall.errors import CannotRun
from messaging import BrokerAddress, Credentials

if TYPE_CHECKING:
    from journal import Keys

PASSWORD_VARIABLE: Final = "HALLCALL_BROKER_PASSWORD"  # noqa: S105 - a name, not a password
DATA_KEYS_VARIABLE: Final = "HALLCALL_DATA_KEYS"
DEFAULT_BROKER: Final = "mqtt://127.0.0.1:1883"
DIGEST_DIGITS: Final = 12
KEY_BYTES_MIN: Final = 16


class Language(StrEnum):
    """A language of the screens."""

    ZH = "zh"
    EN = "en"


HallPath: TypeAlias = Annotated[
    Path, typer.Option("--hall", envvar="HALLCALL_HALL", help="The hall file.", metavar="FILE")
]
BrokerUrl: TypeAlias = Annotated[
    str,
    typer.Option(
        "--broker", envvar="HALLCALL_BROKER", help="The broker.", metavar="mqtt://HOST:PORT"
    ),
]
PasswordFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        envvar="HALLCALL_PASSWORD_FILE",
        metavar="FILE",
        help=f"Our password at the broker; or set {PASSWORD_VARIABLE}. Neither: no password.",
    ),
]
SecretsFolder: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--secrets",
        envvar="HALLCALL_SECRETS",
        help="The folder with the devices' passwords, each in ID.password.",
        metavar="DIR",
    ),
]
PinsFile: TypeAlias = Annotated[
    Path, typer.Option("--pins", envvar="HALLCALL_PINS", help="Hashes of PINs.", metavar="FILE")
]
Database: TypeAlias = Annotated[
    str, typer.Argument(help="The journal: a file, or an SQLAlchemy URL.", metavar="DATABASE")
]
WhichHall: TypeAlias = Annotated[
    str, typer.Option("--hall", help="Which hall, if the database holds several.", metavar="ID")
]
HallForTimes: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--hall",
        help="The hall file, for its time zone; times are UTC without. It also says which hall, "
        "if the database holds several.",
        metavar="FILE",
    ),
]
OneDay: TypeAlias = Annotated[
    str, typer.Option("--day", help="As 2026-11-22; left out, all of them.", metavar="DATE")
]
DataKeys: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data-keys",
        envvar="HALLCALL_DATA_KEYS_FILE",
        metavar="FILE",
        help=f"Keys for what is kept of visitors; or set {DATA_KEYS_VARIABLE}. "
        "Neither: nothing is stored of them.",
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Fullscreen: TypeAlias = Annotated[
    bool, typer.Option("--fullscreen", envvar="HALLCALL_FULLSCREEN", help="Fill the screen.")
]
LanguageOption: TypeAlias = Annotated[
    Language, typer.Option("--language", envvar="HALLCALL_LANGUAGE", help="Language at the start.")
]
FingersPort: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--fingers", hidden=True, help="Loopback port for simulated people (demo, tests)."
    ),
]


@dataclass(frozen=True)
class LoadedHall:
    """A hall file, and the digest that names this version of it."""

    file: HallFile
    digest: str


def load_hall(path: Path) -> LoadedHall:
    """Read and check the hall file.

    Raises:
        CannotRun: it cannot be read.
        HallFileInvalid: it has mistakes; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CannotRun(f"{path} is not a text in UTF-8") from None
    except OSError as error:
        raise CannotRun(f"cannot read the hall file {path}: {error.strerror}") from None
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGEST_DIGITS]
    return LoadedHall(parse_hall(text, file=str(path)), digest)


def default_outbox(hall_id: str, kiosk: str) -> Path:
    """Return where a kiosk keeps what must outlive a power cut: where systemd or the desktop says
    that programs keep their state."""
    told = os.environ.get("STATE_DIRECTORY")
    state = Path(told) / "hallcall" if told else user_state_path("hallcall", appauthor=False)
    return state / hall_id / f"{kiosk}.outbox"


def counters_beside(outbox: Path) -> Path:
    """Return where a kiosk keeps what its devices have done."""
    return outbox.with_suffix(".counters")


def read_broker(url: str) -> BrokerAddress:
    """Read a broker's address. Raises `typer.BadParameter`."""
    try:
        return BrokerAddress.parse(url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--broker") from None


def read_credentials(device_id: DeviceId, password_file: Path | None) -> Credentials | None:
    """Return our account at the broker: the device's id, and the password we were given."""
    if password_file is not None:
        try:
            return Credentials(device_id, password_file.read_text(encoding="utf-8").strip())
        except OSError as error:
            raise CannotRun(
                f"cannot read the password file {password_file}: {error.strerror}"
            ) from None
    password = os.environ.get(PASSWORD_VARIABLE)
    return Credentials(device_id, password) if password else None


def read_accounts(
    devices: Iterable[DeviceId], secrets: Path | None
) -> dict[DeviceId, Credentials | None]:
    """Return the account of each device, whose passwords lie in one folder."""
    return {
        each: read_credentials(each, secrets / f"{each}.password" if secrets else None)
        for each in devices
    }


def database_url(database: str) -> str:
    """Return the URL of a database that is given as such, or as a file."""
    return database if "://" in database else f"sqlite:///{database}"


def without_password(database: str) -> str:
    """Return how to name a database to people."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(database).render_as_string() if "://" in database else database
    except ArgumentError:
        return "the database's URL"


def read_data_keys(path: Path | None) -> "Callable[[], Keys] | None":
    """Return what the keys are at any time: from a file that may change, or from the environment.

    Raises `CannotRun` if there are none where they should be.
    """
    from journal import KeyFile, Keys, KeysInvalid

    try:
        if path is not None:
            (file := KeyFile(path)).keys()
            return file.keys
        if text := os.environ.get(DATA_KEYS_VARIABLE):
            keys = Keys.parse(text, source=DATA_KEYS_VARIABLE)
            return lambda: keys
    except KeysInvalid as error:
        raise CannotRun(str(error)) from None
    return None


def read_key(key_file: Path | None) -> bytes | None:
    """Return a secret key, without the line's end if an editor has written it."""
    if key_file is None:
        return None
    try:
        key = key_file.read_bytes().strip()
    except OSError as error:
        raise CannotRun(f"cannot read the key file {key_file}: {error.strerror}") from None
    if len(key) < KEY_BYTES_MIN:
        raise CannotRun(f"the key in {key_file} has {len(key)} bytes; at least {KEY_BYTES_MIN}")
    return key


T = TypeVar("T")


def pick(kind: str, wanted: str, known: Mapping[Any, T]) -> T:
    """Return the entry `wanted` of the hall file's `kind`, or say which there are."""
    if wanted not in known:
        names = ", ".join(known) or "none"
        raise typer.BadParameter(f'the hall file has no {kind} "{wanted}"; it has: {names}')
    return known[wanted]
