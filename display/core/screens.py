"""What a display shows: one frozen value, complete in itself. The view only draws it."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from contract.text import Text


@dataclass(frozen=True)
class Both:
    """The same words in both languages: a board shows both, always."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Both":
        return cls(text.zh, text.en)


@dataclass(frozen=True)
class Clock:
    time: str
    date: Both


@dataclass(frozen=True)
class CallRow:
    """One call. `window` is the number painted over it; `count` is "×2" for the first recall."""

    seq: int
    number: str
    window: str
    count: str
    fresh: bool
    """Just called: it is pointed out."""
    active: bool
    """The citizen is still awaited or served there."""
    direction: str = ""
    """Where the window lies, as an arrow points: "up-left"; "" if nobody has said."""


@dataclass(frozen=True)
class WaitingRow:
    group_id: str
    name: Both
    waiting: int
    wait: Both | None = None
    """How long somebody who came now would wait, about, or that nobody is taken in any more; None
    if nobody waits, or nobody knows."""


@dataclass(frozen=True)
class Shift:
    """How far the whole picture is moved, in pixels of a screen whose shorter side has 1080."""

    x: int
    y: int


@dataclass(frozen=True)
class Rest:
    """The few words of a dark screen."""

    title: Both
    words: Both
    opens: Both | None
    """When somebody is there again; None if nobody knows."""
    place: int
    """Where on the screen, 0 to 6."""


@dataclass(frozen=True)
class Tile:
    """A place for a large call; empty with None."""

    call: CallRow | None
    newest: bool = False
    """The newest of those that are large."""


@dataclass(frozen=True)
class Picture:
    """What is shown beside the calls."""

    url: str
    moving: bool = False
    """A video: its frames come another way."""


@dataclass(frozen=True)
class Board:
    """The board of a zone."""

    hall: Both
    zone: Both
    clock: Clock
    large: tuple[Tile, ...]
    """Each place, the first one at the top left, the next below it, then on the right."""
    grid: int
    """How many places share the room: 1, 2 or 4. With 1 the only large call has all of it."""
    calls: tuple[CallRow, ...]
    """Those that are not large, newest first."""
    known: int
    """How many calls there are, large or not."""
    waiting: tuple[WaitingRow, ...]
    pages: int
    """How many pages the waiting lines fill; `page` is shown, counted from 0."""
    page: int
    paused: str
    """Painted numbers of paused windows, "" when there are none; of many, some at a time."""
    idle: Both
    """Said in place of the newest call while there is none."""
    notice: Both | None
    """What the hall has to say just now; "" in the language that it is not said in."""
    picture: Picture | None
    stale: Both | None
    shift: Shift
    rest: Rest | None
    """Shown in place of everything else."""

    @property
    def rows(self) -> tuple[CallRow, ...]:
        """All calls, newest first."""
        large = (tile.call for tile in self.large if tile.call)
        return tuple(sorted((*large, *self.calls), key=lambda row: -row.seq))


class Lamp(Enum):
    """What a window is doing, as a colour says it."""

    CALLING = "calling"
    SERVING = "serving"
    FREE = "free"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class WindowSign:
    """The sign over one window."""

    window: str
    ticket: str
    lamp: Lamp
    status: Both
    note: str
    """Why the window is paused, in the clerk's words."""
    fresh: bool
    clock: Clock
    stale: Both | None
    shift: Shift
    rest: Rest | None
    """Shown in place of everything else."""


Screen: TypeAlias = Board | WindowSign
