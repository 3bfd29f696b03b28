"""What every use of a database begins with: an engine, and errors that are ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError

from journal import postgres, sqlite
from journal.errors import JournalUnavailable
from journal.sqlite import file_of

_BACKENDS: Final = {"sqlite": sqlite, "postgresql": postgres}
_UNIQUE_VIOLATION: Final = "23505"
_NOT_UTF8: Final = "Could not decode to UTF-8"
_DAMAGED: Final = "the database is damaged: it holds text that is not in UTF-8"


def writing_engine(url: str | URL) -> Engine:
    """Return an engine whose commits are durable. Raises `JournalUnavailable`."""
    engine = _engine(url)
    _BACKENDS[engine.dialect.name].prepare(engine)
    return engine


def reading_engine(url: str | URL) -> Engine:
    """Return an engine that writes nothing, and makes no file. Raises `JournalUnavailable`."""
    engine = _engine(url)
    refuse_no_file(engine.url)
    _BACKENDS[engine.dialect.name].only_read(engine)
    return engine


def refuse_no_file(url: URL) -> None:
    """Raise `JournalUnavailable` if the file of a database is not there: none is to be made."""
    path = file_of(url)
    if path is not None and not path.is_file():
        raise JournalUnavailable(f"there is no file {path}")


def impatient_engine(url: str | URL) -> Engine:
    """Return an engine for a server, with one line that gives up soon and commits by itself.

    Raises `JournalUnavailable`, also for a file: nobody shares one.
    """
    parsed = _engine(url).url
    if parsed.get_backend_name() != "postgresql":
        raise JournalUnavailable("a file is for one process; several share PostgreSQL only")
    return create_engine(
        postgres.impatient(parsed), isolation_level="AUTOCOMMIT", pool_size=1, max_overflow=0
    )


def _engine(url: str | URL) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = postgres.address(parsed)
        elif parsed.get_backend_name() not in _BACKENDS:
            raise JournalUnavailable(f"SQLite or PostgreSQL is wanted, not {parsed.drivername}")
        return create_engine(parsed)
    except (ArgumentError, SQLAlchemyError, ImportError) as error:
        raise JournalUnavailable(f"not a database this program can use: {error}") from None


def is_on_server(url: str) -> bool:
    """Tell whether a database is one that several processes can share."""
    return _engine(url).dialect.name == "postgresql"


def is_in_memory(url: str) -> bool:
    """Tell whether a database is gone when its process ends."""
    parsed = _engine(url).url
    return parsed.get_backend_name() == "sqlite" and file_of(parsed) is None


def take_time(connection: Connection) -> None:
    """Let this transaction last as long as it must: it moves a whole journal."""
    if connection.dialect.name == "postgresql":
        postgres.take_time(connection)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors into ours, without the SQL and its parameters.

    Only the first line of what the database says: PostgreSQL shows the row in the next.
    """
    try:
        yield
    except DBAPIError as error:
        said = first_line(error)
        if said.startswith(_NOT_UTF8):  # SQLite goes on with the row itself
            raise JournalUnavailable(_DAMAGED) from None
        raise JournalUnavailable(f"the database says: {said}") from None
    except SQLAlchemyError as error:
        raise JournalUnavailable(f"the database cannot be used: {error}") from None
    except UnicodeError:  # a driver's own, which SQLAlchemy lets through
        raise JournalUnavailable(_DAMAGED) from None


def doubled_in(error: IntegrityError) -> str:
    """Return the table in which another row has the key of ours; "" if it is something else."""
    from_server: Any = getattr(error.orig, "diag", None)
    if from_server is not None:
        return from_server.table_name or "" if from_server.sqlstate == _UNIQUE_VIOLATION else ""
    found = re.match(r"UNIQUE constraint failed: (\w+)\.", str(error.orig))
    return found[1] if found else ""


def first_line(error: DBAPIError) -> str:
    """Return what the database says, without its details."""
    return (str(error.orig).splitlines() or [""])[0]
