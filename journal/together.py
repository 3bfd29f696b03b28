"""Statements that go to a server one after the other without waiting for what it says to each.

A commit has some eight of them. Each would be a way there and back, during which both sides wait
for the other to get a processor.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, Protocol, TypeAlias

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable

from journal.prepared import run, words_of

SERVER: Final = "postgresql"


class Outcome(Protocol):
    """What came of a statement; on a server it is known once all have been sent."""

    @property
    def rowcount(self) -> int: ...


Write: TypeAlias = Callable[[Executable, Sequence[Mapping[str, Any]]], Outcome]
"""Executes a statement for each of the rows, which have values for all its parameters."""


@contextmanager
def together(connection: Connection) -> Iterator[Write]:
    """Execute statements that return no rows. Afterwards all are done, or an error is raised.

    SQLAlchemy wants to know at once what a statement has brought, so a server's driver is given
    them without it; its errors become SQLAlchemy's here.
    """
    if connection.dialect.name != SERVER:
        yield partial(run, connection)
        return
    driver: Any = connection.connection.driver_connection
    with _errors_as_usual(connection), driver.pipeline():
        yield partial(_send, connection, driver)


def _send(
    connection: Connection, driver: Any, statement: Executable, rows: Sequence[Mapping[str, Any]]
) -> Outcome:
    sql, cursor = words_of(connection.dialect, statement).sql, driver.cursor()
    if len(rows) > 1:
        cursor.executemany(sql, rows)
    else:
        cursor.execute(sql, rows[0])
    outcome: Outcome = cursor
    return outcome


@contextmanager
def _errors_as_usual(connection: Connection) -> Iterator[None]:
    dialect = connection.dialect
    known: Any = dialect.loaded_dbapi.Error
    try:
        yield
    except known as error:
        if dialect.is_disconnect(error, connection.connection.dbapi_connection, None):
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, known, dialect=dialect) from error
