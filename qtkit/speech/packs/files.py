"""The files of a pack, in a folder or a zip. Whoever made it may mean no good.

Nothing outside the pack is read, nothing that is no plain file, and of no file more than it may
have, whatever a zip says of its size.
"""

import re
import stat
import zipfile
from pathlib import Path
from typing import Final, Protocol

MANIFEST: Final = "pack.toml"
MANIFEST_MAX_BYTES: Final = 200_000
CLIP_MAX_BYTES: Final = 3_000_000
"""15 seconds in stereo at 48 kHz."""
FILES_MAX: Final = 3_000

_NAME: Final = re.compile(r"^[^/\\:\0]+(/[^/\\:\0]+)*$")


class BadPack(Exception):
    """This cannot be used as a pack. The text says why, and what to do."""


class NoSuchClip(BadPack):
    """The pack does not have a file."""


class PackFiles(Protocol):
    """What a pack consists of."""

    def names(self) -> frozenset[str]:
        """Return all names, with / between folders."""

    def read(self, name: str, max_bytes: int) -> bytes:
        """Return a file. Raises `BadPack`."""


def open_files(path: Path) -> PackFiles:
    """Open a folder or a zip. Raises `BadPack`."""
    try:
        return _Folder(path) if path.is_dir() else _Zip(path)
    except OSError as error:
        raise BadPack(f"{path} cannot be read: {error.strerror or error}") from None


def check_name(name: str) -> str:
    """Return `name`, or raise `BadPack` if it could lead out of a pack."""
    if not _NAME.match(name) or ".." in name.split("/") or "." in name.split("/"):
        raise BadPack(f'"{name}" is no name of a file in a pack: write it as in digits/7.wav')
    return name


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        found = []
        for each in self._path.rglob("*"):
            if each.is_file() and not each.name.startswith("."):
                found.append(each.relative_to(self._path).as_posix())
            if len(found) > FILES_MAX:
                raise BadPack(f"{path} has more than {FILES_MAX} files: it is no pack")
        self._names = frozenset(found)

    def names(self) -> frozenset[str]:
        return self._names

    def read(self, name: str, max_bytes: int) -> bytes:
        path = self._path / check_name(name)
        try:
            inside = path.resolve(strict=True).is_relative_to(self._path)
            status = path.stat()
            if not inside or not stat.S_ISREG(status.st_mode):
                raise BadPack(f"{name} leads out of the pack: put the file itself there")
            if status.st_size > max_bytes:
                raise BadPack(_too_large(name, max_bytes))
            return path.read_bytes()
        except FileNotFoundError:
            raise NoSuchClip(f"{name} is missing") from None
        except (OSError, RuntimeError) as error:  # a ring of links is a RuntimeError
            raise BadPack(f"{name} cannot be read: {error}") from None


class _Zip:
    def __init__(self, path: Path) -> None:
        try:
            self._file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise BadPack(f"{path} is neither a folder nor a zip: {error}") from None
        plain = [each for each in self._file.infolist() if not each.is_dir()]
        if len(plain) > FILES_MAX:
            raise BadPack(f"{path} has more than {FILES_MAX} files: it is no pack")
        self._infos = {check_name(each.filename): each for each in plain}

    def names(self) -> frozenset[str]:
        return frozenset(self._infos)

    def read(self, name: str, max_bytes: int) -> bytes:
        info = self._infos.get(check_name(name))
        if info is None:
            raise NoSuchClip(f"{name} is missing")
        try:
            with self._file.open(info) as file:
                data = file.read(max_bytes + 1)
        except Exception as error:  # noqa: BLE001 - zlib, lzma, encryption: each has its own
            raise BadPack(f"{name} cannot be unpacked: {error}") from None
        if len(data) > max_bytes:
            raise BadPack(_too_large(name, max_bytes))
        return data


def _too_large(name: str, max_bytes: int) -> str:
    return f"{name} has more than {max_bytes / 1e6:g} MB: a clip is some seconds long"
