"""What the presenter needs of the world around it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from contract.ids import CommandId, EpochMs
from contract.messages.commands import AnyCommand
from kiosk.core.screens import Screen
from kiosk.core.slip import Slip
from messaging import Fault


class View(Protocol):
    """Draws screens, and decides nothing."""

    def show(self, screen: Screen) -> None: ...

    def set_language(self, language: str) -> None: ...


class HallLine(Protocol):
    """The line to the coordinator. Answers come back through the presenter."""

    def send(self, command: AnyCommand) -> None: ...

    def report_faults(self, faults: Mapping[str, Fault]) -> None: ...


class SlipPrinter(Protocol):
    """Prints one slip; `KioskPresenter.on_paper` is told what became of it."""

    def print(self, slip: Slip) -> None: ...


class CardReader(Protocol):
    """Reads cards only while it listens."""

    def listen(self, *, enabled: bool) -> None: ...


class StoreFailed(Exception):
    """The disk did not take it, or what lies there cannot be read. The text is for the technician.

    `damaged`: it will not get better by itself.
    """

    def __init__(self, message: str, *, damaged: bool = False) -> None:
        super().__init__(message)
        self.damaged = damaged


class Store(Protocol):
    """Keeps small records by their keys, over power cuts. A model of it in memory keeps what `save`
    returned from, and of a `save` that was cut off all or nothing."""

    def load(self) -> Mapping[str, bytes]:
        """Return all records. Raises `StoreFailed`."""

    def save(self, changes: Mapping[str, bytes | None]) -> None:
        """Keep all these records, or nothing of it; None deletes. Raises `StoreFailed`.

        It is on the disk when this returns.
        """


class Workshop(Protocol):
    """What a technician may see of the program, and do to it."""

    def is_code(self, code: str) -> bool: ...

    def counters(self) -> Mapping[str, int]: ...

    def log_lines(self) -> Sequence[str]: ...

    def versions(self) -> Sequence[str]: ...

    def restart(self) -> None: ...

    def leave(self) -> None: ...


class Speaker(Protocol):
    """Speaks for who cannot see the screen."""

    def say(self, language: str, text: str) -> None:
        """Say it now; what was being said is cut off."""

    def hush(self) -> None: ...


class Clock(Protocol):
    """The time, and ids no other command has."""

    def now_ms(self) -> EpochMs: ...

    def steady_ms(self) -> int:
        """Count milliseconds from some moment on, whoever sets the clock meanwhile."""

    def new_command_id(self) -> CommandId: ...
