"""The disk of the database: small, so that it can be filled."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

SIZE_MB: Final = 192
"""A new cluster of PostgreSQL has 40 MB, and keeps some more of its log."""
SOURCE: Final = "hallcall-chaos"
PREFIX: Final = f"{SOURCE}-"
CHUNK: Final = bytes(1 << 20)


class Disk(Protocol):
    """Where the database lives."""

    kind: str
    """How it is made full: "tmpfs" or "rlimit"."""
    folder: Path

    def fill(self) -> None:
        """Let nothing more be written."""

    def make_room(self) -> None:
        """Let it be written again."""

    def remove(self) -> None:
        """Leave nothing behind."""


class SmallFilesystem:
    """A tmpfs of our own, which only root can have: full for everybody."""

    kind = "tmpfs"

    def __init__(self) -> None:
        unmount_forgotten()
        self.folder = _folder()
        try:
            options = f"size={SIZE_MB}m,mode=755"
            _run("mount", "-t", "tmpfs", "-o", options, SOURCE, str(self.folder))
        except BaseException:
            self.folder.rmdir()
            raise
        self._filler = self.folder / "filler"

    def fill(self) -> None:
        with self._filler.open("ab", buffering=0) as file:
            for chunk in (CHUNK, CHUNK[:4096]):
                with suppress(OSError):
                    while file.write(chunk) == len(chunk):
                        pass

    def make_room(self) -> None:
        self._filler.unlink(missing_ok=True)

    def remove(self) -> None:
        _unmount(self.folder)


def unmount_forgotten() -> None:
    """Unmount what runs have left that were killed themselves."""
    for line in Path("/proc/mounts").read_text().splitlines():
        source, folder, *_ = line.split(" ")
        pid = Path(folder).name.removeprefix(PREFIX).partition("-")[0]
        if source == SOURCE and pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _unmount(Path(folder))


def _unmount(folder: Path) -> None:
    with suppress(subprocess.CalledProcessError):
        _run("umount", "--lazy", str(folder))
    shutil.rmtree(folder, ignore_errors=True)


class WriteLimit:
    """A limit on how far the coordinator may write into any file, as a quota would set it."""

    kind = "rlimit"

    def __init__(self, pids: Callable[[], Iterable[int]]) -> None:
        """`pids` are the processes that may write no more."""
        self.folder = _folder()
        self._pids = pids

    def fill(self) -> None:
        self._limit(1)

    def make_room(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _limit(self, size: int) -> None:
        for pid in self._pids():
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def small_disk(pids: Callable[[], Iterable[int]]) -> Disk:
    """Return a small filesystem where we may mount one; else one with a limit on its writers."""
    if os.geteuid() == 0 and shutil.which("mount"):
        with suppress(subprocess.CalledProcessError):  # root of a container may not mount
            return SmallFilesystem()
    return WriteLimit(pids)


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir="/tmp"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
