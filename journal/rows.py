"""The journal's rows as values. The journal knows no tickets: a body is its writer's affair."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Value: TypeAlias = str | int | None
How: TypeAlias = Literal["new", "first", "change"]


class EventRow(NamedTuple):
    """Something that happened. Never changed, never removed."""

    position: int
    """Counts from 1 without a gap, in each hall."""
    at_ms: int
    day: str
    kind: str
    device_id: str
    command_id: str
    body: str


class AnswerRow(NamedTuple):
    """The answer a command got, for its repeats. It is named by its sender and the sender's id."""

    device_id: str
    command_id: str
    answered_at_ms: int
    answer: str


class VisitorRow(NamedTuple):
    """What is known of the person behind a ticket or a booking, until `erase_after_ms`."""

    about_id: str
    day: str
    """On which it matters."""
    person: str
    """A keyed hash of the document; empty if none was read."""
    key_id: str
    sealed: bytes
    """Encrypted under the key `key_id`; empty if it was erased on request."""
    erase_after_ms: int


class ReadRow(NamedTuple):
    """A row of a read table that an event has brought, or rows that it has changed."""

    table: str
    where: Mapping[str, Value]
    """Which row, by its key; of a change also which rows, by other columns (None: is NULL)."""
    columns: Mapping[str, Value]
    how: How = "change"
    """A new row is written over one that is there; the first of a kind leaves it as it is."""
