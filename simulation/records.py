"""What the journal of a demo says, read from its file with plain SQL: a second pair of eyes."""

import sqlite3
from contextlib import closing
from pathlib import Path


def issued_numbers(database: Path, hall_id: str) -> list[str]:
    """Return the numbers of all tickets that the journal knows as issued."""
    query = (
        "SELECT json_extract(body, '$.number') FROM events "
        "WHERE hall = ? AND kind = 'ticket_issued' ORDER BY position"
    )
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [number for (number,) in connection.execute(query, (hall_id,))]
