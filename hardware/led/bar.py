"""What every kind of bar is to the thread that serves it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from hardware.errors import DeviceError
from hardware.led.events import Oddity, TroubleKind
from hardware.transport import Transport


@dataclass(frozen=True)
class Row:
    """What one row of a bar shows.

    Attributes:
        text: in words.
        number: the ticket's number alone, for bars that can show no words; "" for none.
    """

    text: str
    number: str = ""


Rows: TypeAlias = Mapping[int, Row | None]
"""Rows by their place from above; None leaves a row dark."""


class Troubled(DeviceError):
    """The bar answers, and will not do what was asked."""

    def __init__(self, kind: TroubleKind, cause: str) -> None:
        super().__init__(cause)
        self.kind = kind


class Bar(Protocol):
    """One bar. All methods are for the thread that owns the line; they may take seconds.

    Each raises `NoReply` or `MalformedReply` when the bar does not answer as it should, `Troubled`
    when it answers and refuses, `Disconnected` or `Stalled` when the line is gone.
    """

    on_oddity: Callable[[Oddity], None]

    @property
    def rows(self) -> int: ...

    @property
    def bauds(self) -> Sequence[int]:
        """What its serial line may be set to, the likeliest first."""

    @property
    def resend_s(self) -> float:
        """All is said again so often: a bar may have lost it without our seeing it."""

    def greet(self, line: Transport) -> bool:
        """Find out whether it is there; False if only its answer to a text will tell."""

    def write(self, line: Transport, rows: Rows, *, anew: bool) -> frozenset[int]:
        """Show as many of `rows` as can be said at once, and return which.

        Args:
            line: the way to it.
            rows: what is new.
            anew: nothing of what it shows now is to stay.
        """

    def shows(self, line: Transport, rows: Sequence[int]) -> bool:
        """Ask whether something of ours still stands in these rows."""
