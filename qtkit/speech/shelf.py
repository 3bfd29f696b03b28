"""Where finished clips are kept: the newest in memory, many on disk, neither without bound.

A file is its own checksum and the samples after it: one that a power cut left torn is no clip.
"""

import contextlib
import hashlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

import structlog

from qtkit.speech.wav import Sound, packed, unpacked, write_whole

log = structlog.get_logger("speech")

DISK_MAX_BYTES: Final = 150_000_000
"""Some 2000 phrases: the numbers of a few days."""
MEMORY_MAX_BYTES: Final = 12_000_000
"""Some 150 phrases."""
CHECKSUM_BYTES: Final = 16
SUFFIX: Final = ".clip"


class Shelf:
    """Clips by name. For any thread; several may make clips for one shelf."""

    def __init__(
        self,
        directory: Path,
        *,
        disk_max_bytes: int = DISK_MAX_BYTES,
        memory_max_bytes: int = MEMORY_MAX_BYTES,
    ) -> None:
        self._directory = directory
        self._disk_max_bytes = disk_max_bytes
        self._memory_max_bytes = memory_max_bytes
        self._lock = threading.Lock()
        self._newest: OrderedDict[str, Sound] = OrderedDict()
        self._newest_bytes = 0
        self._on_disk_bytes: int | None = None

    def get(self, name: str) -> Sound | None:
        """Return a clip; None if there is none that is whole."""
        with self._lock:
            if name in self._newest:
                self._newest.move_to_end(name)
                return self._newest[name]
        sound = self._read(name)
        if sound is not None:
            with self._lock:
                self._remember(name, sound)
        return sound

    def has(self, name: str) -> bool:
        """Tell whether a clip was put here; whether it is whole yet, only `get` says."""
        return name in self._newest or self._path(name).exists()

    def put(self, name: str, sound: Sound) -> None:
        """Keep a clip. A disk that cannot be written only costs time."""
        data = _packed(sound)
        with self._lock:
            self._remember(name, sound)
            try:
                self._directory.mkdir(parents=True, exist_ok=True)
                write_whole(self._path(name), data)
                self._make_room(len(data))
            except OSError as error:
                log.warning("clip.not_kept", why=str(error))

    def _path(self, name: str) -> Path:
        return self._directory / f"{name}{SUFFIX}"

    def _read(self, name: str) -> Sound | None:
        path = self._path(name)
        try:
            data = path.read_bytes()
            path.touch()
        except OSError:
            return None
        sound = _unpacked(data)
        if sound is None:
            log.warning("clip.torn", file=path.name)
            with contextlib.suppress(OSError):
                path.unlink()
        return sound

    def _remember(self, name: str, sound: Sound) -> None:
        self._forget(name)
        self._newest[name] = sound
        self._newest_bytes += _size(sound)
        while self._newest_bytes > self._memory_max_bytes:
            self._forget(next(iter(self._newest)))

    def _forget(self, name: str) -> None:
        known = self._newest.pop(name, None)
        self._newest_bytes -= _size(known) if known else 0

    def _make_room(self, more_bytes: int) -> None:
        if self._on_disk_bytes is not None:
            self._on_disk_bytes += more_bytes
        if self._on_disk_bytes is not None and self._on_disk_bytes <= self._disk_max_bytes:
            return
        kept = [(path.stat(), path) for path in self._directory.glob(f"*{SUFFIX}")]
        total = sum(stat.st_size for stat, _ in kept)
        for stat, path in sorted(kept, key=lambda each: each[0].st_mtime_ns):
            if total <= self._disk_max_bytes:
                break
            path.unlink(missing_ok=True)
            total -= stat.st_size
        self._on_disk_bytes = total


def _size(sound: Sound) -> int:
    return len(sound.samples) * sound.samples.itemsize


def _packed(sound: Sound) -> bytes:
    data = packed(sound.samples)
    return _checksum(data) + data


def _unpacked(data: bytes) -> Sound | None:
    checksum, data = data[:CHECKSUM_BYTES], data[CHECKSUM_BYTES:]
    if not data or checksum != _checksum(data):
        return None
    return Sound(unpacked(data))


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=CHECKSUM_BYTES).digest()
