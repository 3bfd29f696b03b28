"""Plays one video into its output: it may hang or crash, the board may not.

Run as `python -m display.video.worker FILE WIDTH HEIGHT RATE`: the room there is, and how many
frames a second at most. What it says is in `display.core.frames`; it ends with the video, or with
whoever listened. It plays by the clock: frames that come too late are left out.
"""

import sys
from pathlib import Path
from time import monotonic, process_time, sleep
from typing import TYPE_CHECKING, BinaryIO, Final

from display.core.frames import Head, Kind, pack
from display.core.pace import SKIPS, Pace, Skip
from qtkit.child import be_nice, own_output

if TYPE_CHECKING:
    from display.video.film import Film

NICENESS: Final = 10
BEAT_S: Final = 1.0


def main() -> None:
    """Play, and say how it went."""
    output = own_output()
    be_nice(NICENESS)
    file, width, height, rate = sys.argv[1:]
    player = _Player(output, (int(width), int(height)), float(rate))
    try:
        from display.video.film import Film  # noqa: PLC0415 - PyAV need not be there

        player.play(Film(Path(file)))
    except BrokenPipeError:
        sys.exit(1)  # nobody looks any more
    except Exception as error:  # noqa: BLE001 - whatever it is, the board must hear of it
        player.say(Kind.BROKEN, str(error) or type(error).__name__)


class _Player:
    """Says what comes of a video."""

    def __init__(self, output: BinaryIO, room: tuple[int, int], rate: float) -> None:
        self._output = output
        self._room = room
        self._pace = Pace(rate)
        self._said_s = monotonic()
        self._is_heavy = False

    def say(self, kind: Kind, text: str = "") -> None:
        data = text.encode(errors="replace")[:1000]
        self._write(pack(Head(kind, size=len(data))) + data)

    def play(self, film: "Film") -> None:
        for at_s, frame in film.frames(self._skip):
            wait_s = self._pace.wait_s(at_s, monotonic())
            if wait_s is None:
                continue
            (width, height), turn, dots = film.scaled(frame, self._room)
            self._wait(wait_s)
            self._write(pack(Head(Kind.FRAME, width, height, turn, len(dots))) + dots)
        self._wait(film.frame_s)
        film.close()
        self.say(Kind.END)

    def _skip(self) -> Skip:
        skip = self._pace.skip(monotonic(), process_time())
        if skip != SKIPS[0] and not self._is_heavy:
            self._is_heavy = True
            self.say(Kind.HEAVY)
        elif monotonic() - self._said_s > BEAT_S:
            self.say(Kind.ALIVE)
        return skip

    def _wait(self, wait_s: float) -> None:
        until_s = monotonic() + wait_s
        while (left_s := until_s - monotonic()) > 0:
            sleep(min(left_s, BEAT_S))
            if left_s > BEAT_S:
                self.say(Kind.ALIVE)

    def _write(self, data: bytes) -> None:
        self._output.write(data)
        self._output.flush()
        self._said_s = monotonic()


if __name__ == "__main__":
    main()
