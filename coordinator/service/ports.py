"""What the service needs of the world outside, and what passes through."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

import msgspec

from contract.ids import (
    NOBODY,
    AppointmentId,
    ClerkId,
    CommandId,
    DeviceId,
    EpochMs,
    PersonHash,
    TicketId,
)
from contract.messages.answers import AnyAnswer
from contract.messages.commands import GivenCard
from coordinator.domain.commands import AnyCommand, PinCheck
from coordinator.domain.events import AnyEvent
from coordinator.service.snapshots import Piece, Snapshot

T = TypeVar("T")


class CommandKey(NamedTuple):
    """What names a command: its sender, and the id the sender gave it."""

    device_id: DeviceId
    command_id: CommandId


class Request(NamedTuple):
    """A command that waits to be carried out."""

    command: AnyCommand
    correlation: bytes | None = None
    visitor: GivenCard | None = None
    """Who takes the ticket. It never meets the domain or the journal's events."""

    @property
    def key(self) -> CommandKey:
        """The name of the command."""
        return CommandKey(self.command.device_id, self.command.command_id)


class Record(NamedTuple):
    """An event in its place in the journal."""

    position: int
    day: str
    device_id: DeviceId
    command_id: CommandId
    event: AnyEvent


VisitorKey: TypeAlias = TicketId | AppointmentId
"""What a visitor is known by."""


class Visitor(NamedTuple):
    """Who is behind a ticket or a booking, as far as a clerk may see it, and until when."""

    key: VisitorKey
    card: GivenCard
    day: str
    """The business day on which it matters."""
    erase_after_ms: EpochMs
    person: PersonHash = NOBODY


class Batch(NamedTuple):
    """What is committed in one transaction."""

    records: Sequence[Record]
    answers: Mapping[CommandKey, AnyAnswer]
    visitors: Sequence[Visitor]


class StoreUnavailable(Exception):
    """The store could not do it, now. Nothing was written, or nobody knows: load again."""


class Superseded(Exception):
    """Another coordinator writes for this hall; we must stop."""


class Store(Protocol):
    """The journal. Every method may raise `StoreUnavailable`."""

    def load(self, *, after_position: int = 0) -> Iterable[Record]:
        """Return the records since the last change of the day, that one included.

        Args:
            after_position: those up to it are left out.
        """

    def snapshot(self, file_digest: str) -> Snapshot | None:
        """Return what the day's records amount to up to some position, if that is known.

        Args:
            file_digest: of the hall file, under which alone it holds.
        """

    def keep(self, piece: Piece, file_digest: str) -> None:
        """Add a piece to the snapshot."""

    def append(self, batch: Batch) -> None:
        """Commit the batch, all or nothing. Raises `Superseded` if we are not the only writer."""

    def try_to_write(self) -> None:
        """Find out whether the journal can be written again, changing nothing in it."""

    def answers(self, keys: Collection[CommandKey]) -> Mapping[CommandKey, AnyAnswer]:
        """Return the first answers of those of these commands that have had one."""

    def visitors(self, since_day: str) -> Mapping[VisitorKey, GivenCard]:
        """Return the visitors of a business day and of later ones who are not yet erased."""

    def erase_due(self, now_ms: EpochMs) -> int:
        """Erase visitors whose end has come, and answers too old to be asked for."""


class Worker(Protocol):
    """Does what is asked of the store, one job after the other, in order."""

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do a job, and say on our own thread what came of it: at once, or when it is known."""


class Clock(Protocol):
    """Tells the time."""

    def now_ms(self) -> EpochMs:
        """Return UTC milliseconds."""


class Publisher(Protocol):
    """The way out. Never waits; what cannot be sent now is dropped, since all of it can be
    asked for again: answers by repeating, state on the next connection.
    """

    def answer(self, device_id: DeviceId, answer: AnyAnswer, correlation: bytes | None) -> None:
        """Answer a device."""

    def retain(self, topic: str, payload: bytes) -> None:
        """Replace the retained message of a topic."""

    def tell(self, topic: str, message: msgspec.Struct, *, expires_s: float | None = None) -> None:
        """Publish news."""


class Alarms(Protocol):
    """Says what is wrong with the coordinator itself, and when it is right again."""

    def journal(self, why: str | None) -> None:
        """The journal cannot be written, for this reason; None when it can again."""


class Pins(Protocol):
    """Knows clerks' PINs by their hashes."""

    def check(
        self,
        device_id: DeviceId,
        clerk_id: ClerkId,
        pin: str | None,
        *,
        then: Callable[[PinCheck], object],
    ) -> None:
        """Find out whether this is the clerk's PIN, and `then` say so: at once, or soon.

        Checking is slow on purpose, so it keeps nobody waiting but the one who signs in.
        """
