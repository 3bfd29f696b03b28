"""What a hall did, kept for ever: an append-only journal in a SQL database."""

from journal.archive import archive
from journal.backup import back_up, restore
from journal.chain import Head
from journal.databases import is_in_memory, is_on_server
from journal.errors import (
    AlreadyOpen,
    DatabaseNewer,
    DatabaseOfAnotherHall,
    DatabaseOlder,
    HallUnclear,
    JournalError,
    JournalUnavailable,
    KeysInvalid,
    NotEmpty,
    PositionTaken,
)
from journal.fence import Fence
from journal.journal import Journal
from journal.keys import KeyFile, Keys, Sealed
from journal.leases import LEASE_MS, LeaseRow, Leases, ProcessRow, look, onlooker
from journal.queries import days, events_of_day, load
from journal.reader import JournalReader
from journal.rows import AnswerRow, EventRow, ReadRow, VisitorRow
from journal.snapshots import SnapshotRows
from journal.verify import Verdict, verify
from journal.visitors import VisitorFile

__all__ = [
    "LEASE_MS",
    "AlreadyOpen",
    "AnswerRow",
    "DatabaseNewer",
    "DatabaseOfAnotherHall",
    "DatabaseOlder",
    "EventRow",
    "Fence",
    "HallUnclear",
    "Head",
    "Journal",
    "JournalError",
    "JournalReader",
    "JournalUnavailable",
    "KeyFile",
    "Keys",
    "KeysInvalid",
    "LeaseRow",
    "Leases",
    "NotEmpty",
    "PositionTaken",
    "ProcessRow",
    "ReadRow",
    "Sealed",
    "SnapshotRows",
    "Verdict",
    "VisitorFile",
    "VisitorRow",
    "archive",
    "back_up",
    "days",
    "events_of_day",
    "is_in_memory",
    "is_on_server",
    "load",
    "look",
    "onlooker",
    "restore",
    "verify",
]
