"""The pictures and videos that a board shows beside its calls: files of a folder, in their turn."""

from collections import Counter
from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImageReader

from contract.ids import EpochMs
from display.core.playlist import Item, Playlist, Turn
from display.core.ports import VideoPlayer
from display.core.screens import Picture

log = structlog.get_logger("pictures")

LOOK_EVERY_MS: Final = 30_000
FILES_MAX: Final = 100
SIDE_MAX: Final = 8192
DOTS_MAX: Final = 40_000_000
TAIL_BYTES: Final = 4096
ENDS: Final = (b"\xff\xd9", b"IEND")
"""Of a JPEG, and of a PNG."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg"})
VIDEOS: Final = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".wmv"}
)
LOST_MAX: Final = 3
"""So often a video is tried whose process came to grief."""


class Pictures:
    """Follows a folder while it runs. What cannot be shown is left out, and logged once.

    Args:
        stays_ms: so long each picture.
        video_ms: so long a video at most.
        player: plays the videos; None where nothing can.
    """

    def __init__(
        self,
        folder: Path,
        stays_ms: int,
        *,
        video_ms: int = 300_000,
        player: VideoPlayer | None = None,
    ) -> None:
        self._folder = folder
        self._player = player
        self._playlist = Playlist(picture_ms=stays_ms, video_ms=video_ms)
        self._turn: Turn | None = None
        self._looked_at_ms: EpochMs | None = None
        self._good: dict[Item, bool] = {}
        self._lost: Counter[Item] = Counter()
        self._has_told = False

    def at(self, now_ms: EpochMs) -> Picture | None:
        """Return what is shown at this moment; None if there is nothing to show."""
        looked = self._looked_at_ms
        if looked is None or not 0 <= now_ms - looked < LOOK_EVERY_MS:
            self._looked_at_ms = now_ms
            self._look()
        self._follow_video()
        turn = self._playlist.at(now_ms)
        if turn != self._turn:
            self._turn = turn
            self._play(turn)
        if turn is None:
            return None
        return Picture(_url(turn.item.path), moving=turn.item.is_video)

    def leave(self) -> None:
        """Show nothing for a while, and play nothing."""
        if self._turn is not None:
            self._turn = None
            self._playlist.leave()
            self._play(None)

    def leave_out(self, url: str) -> None:
        """Note that a picture could not be drawn."""
        broken = Path(QUrl(url).toLocalFile())
        for item in self._good:
            if item.path == broken:
                self._leave_out(item, "broken")

    def _play(self, turn: Turn | None) -> None:
        if self._player is None:
            return
        if turn is not None and turn.item.is_video:
            self._player.play(turn.item.path)
        else:
            self._player.stop()

    def _follow_video(self) -> None:
        """End the turn of a video that is over, or that cannot be played."""
        if self._player is None or self._turn is None or not self._turn.item.is_video:
            return
        played, item = self._player.played(), self._turn.item
        if played is None:
            return
        self._playlist.end()
        if not played.problem:
            self._lost.pop(item, None)
            return
        self._lost[item] += 1
        if not played.is_lost or self._lost[item] >= LOST_MAX:
            self._leave_out(item, played.problem)

    def _leave_out(self, item: Item, problem: str) -> None:
        if self._good.get(item):
            self._good[item] = False
            log.warning("picture.not_shown", file=item.path.name, problem=problem)
            self._offer()

    def _offer(self) -> None:
        self._playlist.offer([item for item, is_good in self._good.items() if is_good])

    def _look(self) -> None:
        try:
            files = sorted(each for each in self._folder.iterdir() if _is_meant(each))
            found = [_item(each) for each in files[:FILES_MAX]]
            known = self._good
            self._good = {
                each: known[each] if each in known else self._judge(each) for each in found
            }
        except OSError as error:
            self._good = {}
            if not self._has_told:
                log.warning("pictures.no_folder", folder=str(self._folder), problem=error.strerror)
            self._has_told = True
        else:
            self._has_told = False
        self._lost = Counter({each: n for each, n in self._lost.items() if each in self._good})
        self._offer()

    def _judge(self, item: Item) -> bool:
        problem = self._problem(item)
        if problem is not None:
            log.warning("picture.not_shown", file=item.path.name, problem=problem)
        return problem is None

    def _problem(self, item: Item) -> str | None:
        if not item.is_video:
            return _problem_of_picture(item.path)
        if self._player is None:
            return "no video is played here; install PyAV: pip install 'hallcall[video]'"
        return None


def _url(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()


def _item(path: Path) -> Item:
    return Item(path, path.stat().st_mtime, is_video=path.suffix.lower() in VIDEOS)


def _is_meant(path: Path) -> bool:
    return path.suffix.lower() in PICTURES | VIDEOS and not path.name.startswith(".")


def _problem_of_picture(path: Path) -> str | None:
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
