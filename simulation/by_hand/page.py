"""The terminal as a device's front: what is seen of it above, a line to type in below.

Escape codes that every terminal knows: the cursor is saved while the page is drawn, so that what
somebody is typing stays where it is.
"""

import shutil
import sys
from threading import Lock
from typing import Final, TextIO

from rich.columns import Columns
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from simulation.by_hand.bench import Bench

SAVE, RESTORE = "\x1b7", "\x1b8"
HOME, CLEAR_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
CLEAR_ALL: Final = "\x1b[2J"
ROWS_FOR_TYPING: Final = 2  # the line, and one for Enter to step on
ROWS_OF_NEWS: Final = 30


class Page:
    """Draws a bench. `draw` is for any thread."""

    def __init__(self, bench: Bench, title: str, *, out: TextIO | None = None) -> None:
        self._bench = bench
        self._title = title
        self._out = out or sys.stdout
        self._lock = Lock()
        self._shown: list[str] = []

    def open(self) -> None:
        """Clear the screen and put the cursor on the line to type in."""
        with self._lock:
            self._out.write(CLEAR_ALL)
        self.draw(anew=True)
        self.prompt()

    def prompt(self) -> None:
        """Put the cursor on an empty line to type in."""
        with self._lock:
            row = shutil.get_terminal_size().lines - ROWS_FOR_TYPING + 1
            self._out.write(f"\x1b[{row};1H{CLEAR_BELOW}> ")
            self._out.flush()

    def draw(self, *, anew: bool = False) -> None:
        """Draw what has changed since the last time."""
        size = shutil.get_terminal_size()
        lines = self._lines(size.columns, size.lines - ROWS_FOR_TYPING)
        with self._lock:
            if lines == self._shown and not anew:
                return
            self._shown = lines
            page = "\r\n".join(line + CLEAR_LINE for line in lines)
            self._out.write(f"{SAVE}{HOME}{page}{RESTORE}")
            self._out.flush()

    def _lines(self, columns: int, rows: int) -> list[str]:
        console = Console(width=columns, height=rows, force_terminal=True, color_system=None)
        news = "\n".join("\n".join(self._bench.news).splitlines()[-ROWS_OF_NEWS:])
        page = Group(
            Text(f"{self._title}   {'   '.join(self._bench.urls)}"),
            Panel(Text(self._bench.face())),
            Columns(self._bench.order_names, padding=(0, 3)),
            Text(news),
        )
        with console.capture() as capture:
            console.print(page)
        lines = capture.get().splitlines()[:rows]
        return lines + [""] * (rows - len(lines))
