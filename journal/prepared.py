"""The statements of every commit, put into words once and then given to the driver as they are.

SQLAlchemy Core looks up, checks and converts anew each time it executes a statement, which takes
longer than the statement itself. The columns written so hold texts and whole numbers, which every
driver takes as they are.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, CursorResult, Dialect
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler


class Words(NamedTuple):
    """A statement as a driver takes it."""

    sql: str
    names: tuple[str, ...] | None
    """The parameters in their places; None where they have names."""


def run(
    connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]
) -> CursorResult[*tuple[Any, ...]]:
    """Execute a statement for each of the rows, which have values for all its parameters."""
    words = words_of(connection.dialect, statement)
    given: list[Any] = list(rows)
    if (names := words.names) is not None:
        given = [tuple([row[name] for name in names]) for row in rows]
    return connection.exec_driver_sql(words.sql, given if len(given) > 1 else given[0])


def words_of(dialect: Dialect, statement: Executable) -> Words:
    """Return a statement in words, put so once."""
    return _known.get((dialect.name, statement)) or _put(dialect, statement)


def _put(dialect: Dialect, statement: Executable) -> Words:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    assert isinstance(compiled, SQLCompiler)
    names = compiled.positiontup
    words = Words(str(compiled), tuple(names) if names is not None else None)
    return _known.setdefault((dialect.name, statement), words)


_known: Final[dict[tuple[str, Executable], Words]] = {}
