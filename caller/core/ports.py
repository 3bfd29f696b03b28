"""What the panel needs from outside."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from caller.core.screens import Screen
from contract.ids import CommandId, EpochMs, TicketNumber
from contract.messages.commands import AnyCommand, Sealed, WholeCard

Opening: TypeAlias = Callable[[Sealed], WholeCard | None]
"""Opens what a kiosk has sealed; None if it cannot be opened here."""


class Wire(Protocol):
    """The line to the coordinator. It repeats a command until it is answered or expires."""

    def send(self, command: AnyCommand) -> None: ...


class Clock(Protocol):
    """Time and new ids."""

    def now_ms(self) -> EpochMs: ...

    def new_command_id(self) -> CommandId: ...


class View(Protocol):
    """Draws the screen. Decides nothing."""

    def show(self, screen: Screen) -> None: ...

    def set_language(self, language: str) -> None: ...


class Words(Protocol):
    """The panel's sentences in each language."""

    def has(self, key: str) -> bool: ...

    def table(self, language: str) -> Mapping[str, str]: ...

    def say(self, language: str, key: str, **facts: object) -> str: ...


class Keypads(Protocol):
    """The call keypad and the rating keypad of the window. A missing one ignores all."""

    def show(self, waiting: int | None, number: TicketNumber | None) -> None:
        """Show how many wait (None: nobody knows) and who is at the window."""

    def start_rating(self) -> None: ...

    def beep(self) -> None: ...
