"""Plays videos with a worker, one process a showing. One that hangs or dies is given up."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BufferedReader
from pathlib import Path
from time import monotonic
from typing import Final, cast

import structlog
from PySide6.QtGui import QImage, QTransform

from display.core.frames import HEAD_BYTES, Garbled, Head, Kind, unpack
from display.core.ports import Played
from qtkit.inbox import MainThreadInbox

log = structlog.get_logger("video")

WORKER: Final = (sys.executable, "-m", "display.video.worker")
RATE_MAX: Final = 25.0
RATE_MIN: Final = 5.0
DOTS_A_SECOND: Final = 16_000_000
"""What a board draws of a video: 25 frames of a board of 1920 × 1080, 14 of one of 3840 × 2160."""
SILENCE_S: Final = 30.0
"""Of a worker that others push aside, too."""
END_TIMEOUT_S: Final = 2.0
_ON_WINDOWS: Final = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(
    subprocess, "CREATE_NO_WINDOW", 0
)
"""Others first, and no window over the board; elsewhere the worker is nice by itself."""


def can_play() -> bool:
    """Tell whether PyAV is installed here."""
    return find_spec("av") is not None


class Player:
    """Plays one video at a time into `show`. For the Qt thread only.

    Args:
        room: width and height of where it is drawn; nothing begins while that has no size.
        show: takes each frame, and an empty one before a video and after it.
    """

    def __init__(
        self,
        room: Callable[[], tuple[int, int]],
        show: Callable[[QImage], None],
        *,
        command: Sequence[str] = WORKER,
        silence_s: float = SILENCE_S,
    ) -> None:
        self._room = room
        self._show = show
        self._command = command
        self._silence_s = silence_s
        self._file: Path | None = None
        self._showing: _Showing | None = None
        self._heard_s = 0.0
        self._played: Played | None = None
        self._told: set[Path] = set()
        self._inbox = MainThreadInbox(self._take)

    def play(self, file: Path) -> None:
        """Begin with `file`, as soon as there is room for it."""
        self.stop()
        self._file = file

    def stop(self) -> None:
        """Play nothing any more."""
        self._end()
        self._played = None
        self._show(QImage())

    def played(self) -> Played | None:
        """Go on, and return how the video went, once; None while it is played."""
        if self._file is not None and self._showing is None:
            self._begin(self._file)
        if self._showing is not None and monotonic() - self._heard_s > self._silence_s:
            self._finish(Played(f"nothing came of it for {self._silence_s:g} s", is_lost=True))
        played, self._played = self._played, None
        return played

    def close(self) -> None:
        """End the worker, and the thread that listens to it."""
        self._inbox.close()
        showing = self._showing
        self._end()
        if showing is not None:
            showing.join()

    def _begin(self, file: Path) -> None:
        width, height = self._room()
        if width < 1 or height < 1:
            return
        rate = min(RATE_MAX, max(RATE_MIN, DOTS_A_SECOND / (width * height)))
        command = (*self._command, str(file), str(width), str(height), f"{rate:.2f}")
        try:
            self._showing = _Showing(file, command, self._inbox.put)
        except OSError as error:
            self._finish(Played(f"it cannot be played: {error}", is_lost=True))
        self._heard_s = monotonic()

    def _take(self, arrived: "_Arrived") -> None:
        if arrived.showing is not self._showing:
            return  # of one that was stopped
        self._heard_s = monotonic()
        image = arrived.showing.take()
        if image is not None:
            self._show(image)
        if arrived.head is None:
            self._finish(Played("its process ended", is_lost=True))
        elif arrived.head.kind is Kind.END:
            self._finish(Played())
        elif arrived.head.kind is Kind.BROKEN:
            self._finish(Played(arrived.text))
        elif arrived.head.kind is Kind.HEAVY:
            self._tell_heavy(arrived.showing.file)

    def _finish(self, played: Played) -> None:
        self._end()
        self._played = played

    def _end(self) -> None:
        self._file = None
        if self._showing is not None:
            self._showing.end()
            self._showing = None

    def _tell_heavy(self, file: Path) -> None:
        if file not in self._told:
            self._told.add(file)
            hint = "this machine is too slow for all of it; 1280 × 720 in H.264 is enough"
            log.warning("video.frames_left_out", file=file.name, hint=hint)


@dataclass(frozen=True)
class _Arrived:
    """A message of the worker; a head that is None is its end."""

    showing: "_Showing"
    head: Head | None
    text: str = ""


class _Showing:
    """The process that plays one video, and a thread that listens to it."""

    def __init__(
        self, file: Path, command: Sequence[str], deliver: Callable[[_Arrived], None]
    ) -> None:
        self.file = file
        self._deliver = deliver
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_ON_WINDOWS,
        )
        assert self._process.stdout is not None  # we asked for a pipe
        self._output = cast("BufferedReader", self._process.stdout)
        self._newest: QImage | None = None
        self._listener = threading.Thread(target=self._listen, name="video", daemon=True)
        self._listener.start()

    def take(self) -> QImage | None:
        """Return the newest frame, once."""
        image, self._newest = self._newest, None
        return image

    def end(self) -> None:
        """Stop it; nobody waits for that."""
        self._process.kill()

    def join(self) -> None:
        """Wait until it is over."""
        self._listener.join(END_TIMEOUT_S)

    def _listen(self) -> None:
        with contextlib.suppress(Garbled, OSError):
            while data := self._output.read(HEAD_BYTES):
                self._take(unpack(data))
        self._process.kill()
        self._output.close()
        self._process.wait()
        self._deliver(_Arrived(self, None))

    def _take(self, head: Head) -> None:
        if head.kind is not Kind.FRAME:
            text = self._output.read(head.size).decode(errors="replace")
            self._deliver(_Arrived(self, head, text))
            return
        image = QImage(head.width, head.height, QImage.Format.Format_RGB32)
        if self._output.readinto(image.bits()) < head.size:
            raise Garbled("half a frame")
        if head.turn:
            image = image.transformed(QTransform().rotate(head.turn))
        is_awaited, self._newest = self._newest is None, image
        if is_awaited:  # else it takes the place of one that nobody has taken yet
            self._deliver(_Arrived(self, head))
