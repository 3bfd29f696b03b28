"""Writes the broker's files into a folder, and the devices' passwords beside them."""

import os
import pwd
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from broker_config import render
from broker_config.accounts import Account, accounts_of
from broker_config.errors import BrokerError
from broker_config.passwords import new_password, new_salt, password_hash
from contract.hall import HallFile
from contract.ids import DeviceId


@dataclass(frozen=True)
class BrokerFiles:
    """The broker's files. Only their owner may read them."""

    directory: Path
    port: int

    @property
    def configuration(self) -> Path:
        return self.directory / "mosquitto.conf"

    @property
    def access_list(self) -> Path:
        return self.directory / "access.acl"

    @property
    def passwords(self) -> Path:
        """Mosquitto's password file: hashes only."""
        return self.directory / "passwords"

    @property
    def log(self) -> Path:
        return self.directory / "mosquitto.log"

    @property
    def secrets(self) -> Path:
        """The folder with a file for each device: its password, to be carried to the device."""
        return self.directory / "secrets"

    def password_file(self, device_id: DeviceId) -> Path:
        """Return where the password of `device_id` stands."""
        return self.secrets / f"{device_id}.password"

    @property
    def url(self) -> str:
        return f"mqtt://{render.LOOPBACK}:{self.port}"


def generate(
    hall: HallFile,
    *,
    port: int,
    directory: Path,
    host: str = render.LOOPBACK,
    persistence: bool = True,
    rotate: bool = False,
) -> BrokerFiles:
    """Write what Mosquitto needs to serve `hall` on `port` of the address `host`.

    Passwords that are there already are kept, so that devices go on working; `rotate` makes new
    ones for all.

    Raises:
        BrokerError: a file cannot be written.
    """
    files = BrokerFiles(directory.resolve(), port)
    accounts = accounts_of(hall)
    data = files.directory if persistence else None
    try:
        for folder in (files.directory, files.secrets):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_private(files.passwords, _passwords(files, accounts, rotate=rotate))
        _write_private(files.access_list, render.access_list(hall.hall.id, accounts))
        _write_private(
            files.configuration,
            render.configuration(
                hall.hall.id,
                host=host,
                port=port,
                user=pwd.getpwuid(os.getuid()).pw_name,
                passwords=files.passwords,
                access=files.access_list,
                data=data,
            ),
        )
    except OSError as error:
        raise BrokerError(f"cannot write the broker's files: {error}") from error
    return files


def _passwords(files: BrokerFiles, accounts: Iterable[Account], *, rotate: bool) -> str:
    lines = []
    for account in accounts:
        password = _password(files.password_file(account.device_id), rotate=rotate)
        lines.append(f"{account.device_id}:{password_hash(password, new_salt())}\n")
    return "".join(lines)


def _password(path: Path, *, rotate: bool) -> str:
    known = path.read_text().strip() if path.exists() and not rotate else ""
    if known:
        return known
    password = new_password()
    _write_private(path, f"{password}\n")
    return password


def _write_private(path: Path, text: str) -> None:
    """Write `path` at once or not at all, readable by its owner only."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
