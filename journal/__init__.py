"""What a hall did, kept for ever: an append-only journal in a SQL database."""

from journal.errors import (
    AlreadyOpen,
    DatabaseNewer,
    DatabaseOfAnotherHall,
    JournalError,
    JournalUnavailable,
    PositionTaken,
)
from journal.journal import Journal
from journal.queries import days, events_of_day, load
from journal.reader import JournalReader
from journal.rows import AnswerRow, EventRow, VisitorRow

__all__ = [
    "AlreadyOpen",
    "AnswerRow",
    "DatabaseNewer",
    "DatabaseOfAnotherHall",
    "EventRow",
    "Journal",
    "JournalError",
    "JournalReader",
    "JournalUnavailable",
    "PositionTaken",
    "VisitorRow",
    "days",
    "events_of_day",
    "load",
]
