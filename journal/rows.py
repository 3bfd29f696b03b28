"""The journal's rows as values. The journal knows no tickets: a body is its writer's affair."""

from typing import NamedTuple


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
    """What is known of the person behind a ticket, until `erase_after_ms`."""

    ticket_id: str
    masked_name: str
    document_tail: str
    erase_after_ms: int
