"""Each event carries a hash over itself and the hash of the one before.

Whoever changes, removes, adds or moves a row must change the hash of every row after it, up to the
head, which a technician can have written down elsewhere.
"""

import json
from hashlib import sha256
from typing import Final, NamedTuple

from journal.rows import EventRow

GENESIS: Final = ""
"""What stands before the first event of a hall."""


class Head(NamedTuple):
    """An event's place and its chain."""

    position: int
    chain: str

    def __str__(self) -> str:
        return f"{self.position}:{self.chain}"


START: Final = Head(0, GENESIS)
"""The head of a hall in which nothing has happened yet."""


def chained(before: str, hall: str, row: EventRow) -> str:
    """Return the chain of an event: 64 hex digits.

    It is the SHA-256 of a JSON array in UTF-8, without blanks: the chain before, the hall, and the
    row's columns in their order. Never to be changed: every journal there is depends on it.
    """
    text = json.dumps([before, hall, *row], ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
