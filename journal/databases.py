"""What every use of a database begins with: an engine, and errors that are ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from journal.errors import JournalUnavailable


def engine_of(url: str) -> tuple[Engine, URL]:
    """Return an engine for a database URL, and the URL as read. Raises `JournalUnavailable`."""
    try:
        parsed = make_url(url)
        return create_engine(parsed), parsed
    except (ArgumentError, SQLAlchemyError, ImportError) as error:
        raise JournalUnavailable(f"not a database this program can use: {error}") from None


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors into ours, without the SQL and its parameters (personal data)."""
    try:
        yield
    except DBAPIError as error:
        raise JournalUnavailable(f"the database says: {error.orig}") from None
    except SQLAlchemyError as error:
        raise JournalUnavailable(f"the database cannot be used: {error}") from None
