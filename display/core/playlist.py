"""What is shown beside the calls, by the names: each picture so long, each video to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.ids import EpochMs

VIDEO_LEAST_MS: Final = 2_000
"""The last frame of a shorter one stands still so long: starting one costs more than playing it."""


@dataclass(frozen=True)
class Item:
    """A file as it was last written: one that is mended is another."""

    path: Path
    written_s: float
    is_video: bool = False


@dataclass(frozen=True)
class Turn:
    """One showing of a file; the same file again is another turn."""

    item: Item
    count: int


class Playlist:
    """Gives each file its turn. A video's ends with `end`, or after `video_ms`."""

    def __init__(self, *, picture_ms: int, video_ms: int) -> None:
        self._picture_ms = picture_ms
        self._video_ms = video_ms
        self._items: Sequence[Item] = ()
        self._turn: Turn | None = None
        self._since_ms = EpochMs(0)
        self._has_ended = False

    def offer(self, items: Sequence[Item]) -> None:
        """Take what there is to show, in its order. What is shown goes on if it is still there."""
        self._items = items

    def end(self) -> None:
        """Note that the video that is shown has come to its end."""
        self._has_ended = True

    def leave(self) -> None:
        """Show nothing; what is shown next begins anew."""
        self._since_ms = EpochMs(0)
        self._has_ended = True

    def at(self, now_ms: EpochMs) -> Turn | None:
        """Return whose turn it is; None if there is nothing to show."""
        if not self._items:
            self._turn = None
        elif self._turn is None or self._is_over(self._turn.item, now_ms):
            self._begin(self._after(self._turn), now_ms)
        self._since_ms = min(self._since_ms, now_ms)  # the clock was put back
        return self._turn

    def _is_over(self, item: Item, now_ms: EpochMs) -> bool:
        shown_ms = now_ms - self._since_ms
        if item not in self._items:
            return True
        if not item.is_video:
            return shown_ms >= self._picture_ms
        return shown_ms >= (VIDEO_LEAST_MS if self._has_ended else self._video_ms)

    def _after(self, turn: Turn | None) -> Item:
        """Return what comes next by its name, also if what was shown is there no more."""
        if turn is not None:
            for item in self._items:
                if item.path > turn.item.path:
                    return item
        return self._items[0]

    def _begin(self, item: Item, now_ms: EpochMs) -> None:
        self._turn = Turn(item, self._turn.count + 1 if self._turn else 1)
        self._since_ms = now_ms
        self._has_ended = False
