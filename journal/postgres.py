"""All that is PostgreSQL's own: durability, and how long we wait for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, Table, event, text

from journal.errors import JournalUnavailable

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert

CONNECT_TIMEOUT_S: Final = 3
STATEMENT_TIMEOUT_MS: Final = 5000
"""All windows wait for a commit; long before this, "try again" is the better answer."""
IMPATIENCE_MS: Final = 1000
"""Who owns a hall must know well before its lease ends that the server does not answer."""
IDLE_TIMEOUT_MS: Final = 2000
"""A program that was stopped in mid-transaction holds its hall up no longer than its lease does."""
_MIGRATION_LOCK: Final = 0x68616C6C
_SETTINGS: Final = (
    "SET synchronous_commit = on",  # an answered ticket outlives a power cut
    f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}",
    f"SET lock_timeout = {STATEMENT_TIMEOUT_MS}",
    f"SET idle_in_transaction_session_timeout = {IDLE_TIMEOUT_MS}",
)


def insert(table: Table) -> "Insert":
    """Return an insert that may meet a row that is there already."""
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - whoever has a file needs none

    return postgresql.insert(table)


def address(url: URL) -> URL:
    """Return the URL with a bounded time to connect, and with dead lines noticed.

    Raises `JournalUnavailable` for a driver we do not bring.
    """
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise JournalUnavailable(f"{url.drivername}: write postgresql+psycopg://…")
    defaults = {
        "connect_timeout": str(CONNECT_TIMEOUT_S),
        "keepalives_idle": "5",
        "keepalives_interval": "1",
        "keepalives_count": "3",
        "tcp_user_timeout": str(STATEMENT_TIMEOUT_MS),
    }
    known = {name: value for name, value in defaults.items() if name not in url.query}
    return url.set(drivername="postgresql+psycopg").update_query_dict(known)


def prepare(engine: Engine) -> None:
    """Have every new connection of `engine` commit durably, and not wait for ever."""
    _set_up(engine, _SETTINGS)


def impatient(url: URL) -> URL:
    """Return the URL with a line that gives up soon. Raises `JournalUnavailable`."""
    soon = {
        "connect_timeout": "2",  # the least that libpq takes
        "keepalives_idle": "1",
        "keepalives_interval": "1",
        "keepalives_count": "1",
        "tcp_user_timeout": str(IMPATIENCE_MS),
        # A lease that a crash of the server forgets hurts nobody: what was committed under it since
        # would be forgotten, too. So its renewal need not wait for a busy disk.
        "options": f"-c synchronous_commit=off -c statement_timeout={IMPATIENCE_MS}",
    }
    return address(url).update_query_dict(soon)


def only_read(engine: Engine) -> None:
    """Let no connection of `engine` write, and all that one transaction reads be of one moment."""
    _set_up(
        engine,
        (
            "SET default_transaction_read_only = on",
            "SET default_transaction_isolation = 'repeatable read'",
        ),
    )


def _set_up(engine: Engine, settings: Sequence[str]) -> None:
    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            for setting in settings:
                cursor.execute(setting)
        connection.commit()


def take_time(connection: Connection) -> None:
    """Let this transaction last as long as it must: it moves a whole journal."""
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def alone(connection: Connection) -> None:
    """Wait until nobody else makes or migrates tables; for this transaction."""
    take_time(connection)
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
