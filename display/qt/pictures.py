"""The pictures that a board shows beside its calls: files of a folder, one after the other."""

from pathlib import Path
from typing import Final, TypeAlias

import structlog
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImageReader

from contract.ids import EpochMs

log = structlog.get_logger("pictures")

LOOK_EVERY_MS: Final = 30_000
PICTURES_MAX: Final = 100
SIDE_MAX: Final = 8192
DOTS_MAX: Final = 40_000_000
TAIL_BYTES: Final = 4096
ENDS: Final = (b"\xff\xd9", b"IEND")
"""Of a JPEG, and of a PNG."""
SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg"})

Version: TypeAlias = tuple[Path, float]
"""A file as it was last written: one that is mended is tried again."""


class Pictures:
    """Follows a folder while it runs. What cannot be shown is left out, and logged once."""

    def __init__(self, folder: Path, stays_ms: int) -> None:
        self._folder = folder
        self._stays_ms = stays_ms
        self._looked_at_ms: EpochMs | None = None
        self._found: list[Version] = []
        self._good: dict[Version, bool] = {}
        self._has_told = False

    def at(self, now_ms: EpochMs) -> str | None:
        """Return the URL of the picture of this moment; None if there is none to show."""
        looked = self._looked_at_ms
        if looked is None or not 0 <= now_ms - looked < LOOK_EVERY_MS:
            self._looked_at_ms = now_ms
            self._look()
        shown = [path for path, written in self._found if self._good[path, written]]
        if not shown:
            return None
        return QUrl.fromLocalFile(str(shown[now_ms // self._stays_ms % len(shown)])).toString()

    def leave_out(self, url: str) -> None:
        """Note that a picture could not be drawn."""
        broken = Path(QUrl(url).toLocalFile())
        for version in self._found:
            if version[0] == broken and self._good[version]:
                self._good[version] = False
                log.warning("picture.not_shown", file=broken.name, problem="broken")

    def _look(self) -> None:
        try:
            files = sorted(each for each in self._folder.iterdir() if _is_meant(each))
            self._found = [(each, each.stat().st_mtime) for each in files[:PICTURES_MAX]]
            known = self._good
            self._good = {
                each: known[each] if each in known else self._judge(each) for each in self._found
            }
        except OSError as error:
            self._found = []
            if not self._has_told:
                log.warning("pictures.no_folder", folder=str(self._folder), problem=error.strerror)
            self._has_told = True
        else:
            self._has_told = False

    def _judge(self, version: Version) -> bool:
        problem = _problem(version[0])
        if problem is not None:
            log.warning("picture.not_shown", file=version[0].name, problem=problem)
        return problem is None


def _is_meant(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def _problem(path: Path) -> str | None:
    """Return why a picture cannot be shown, by its head and its end."""
    if not _is_whole(path):
        return "its end is missing"
    reader = QImageReader(str(path.resolve()))
    if not reader.canRead():
        return reader.errorString()
    width, height = reader.size().width(), reader.size().height()
    if max(width, height) > SIDE_MAX or width * height > DOTS_MAX:
        return f"{width} × {height} dots are too many"
    return None


def _is_whole(path: Path) -> bool:
    """Tell whether a picture ends as it should: half a JPEG would be drawn, with a grey rest."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = file.read()
    return any(end in tail for end in ENDS)
