"""Brings a database to the newest tables, and checks whose database it is.

A file holds one hall, and refuses every other. On a database server there may be several.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text

from journal import postgres
from journal.chain import START
from journal.errors import DatabaseNewer, DatabaseOfAnotherHall, DatabaseOlder, HallUnclear
from journal.tables import heads, meta

APP: Final = "hallcall"
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_VERSION_TABLE: Final = "alembic_version"
_DIGITS: Final = 4
_KNOWN: Final = sorted(path.name[:_DIGITS] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
"""The versions there are. The files are named by them, so that a start need not load Alembic."""
NEWEST: Final = _KNOWN[-1]


def bring_up(connection: Connection, hall: str) -> None:
    """Make or migrate the tables, in the caller's transaction, and claim the database for `hall`.

    The rows of an older journal are chained on the way.

    Raises:
        DatabaseNewer: a later hallcall made the tables.
        DatabaseOfAnotherHall: it is in use, but not by this hall, or not by hallcall.
    """
    if connection.dialect.name == "postgresql":
        postgres.alone(connection)
    _refuse_foreign(connection)
    _refuse_newer(connection)
    if version(connection) != NEWEST:
        make(connection)
    _claim(connection, hall)


def make(connection: Connection) -> None:
    """Make or migrate the tables, whosever they are."""
    from alembic import command  # noqa: PLC0415 - a quarter of a start's time, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # A "%" in a path would be read as an interpolation by the config parser.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def hall_of(connection: Connection, wanted: str = "") -> str:
    """Return the hall `wanted`, or the one whose journal this is, having changed nothing.

    Raises:
        DatabaseNewer, DatabaseOlder: another hallcall made the tables.
        DatabaseOfAnotherHall: it is not a database of hallcall, or does not hold that hall.
        HallUnclear: it holds several, and none is wanted more than the others.
    """
    halls = halls_of(connection)
    if wanted and wanted not in halls:
        raise DatabaseOfAnotherHall(f'{_holds(halls)}, not "{wanted}"')
    if not wanted and len(halls) > 1:
        raise HallUnclear(f"{_holds(halls)}; say which one is meant: --hall {halls[0]}")
    return wanted or halls[0]


def halls_of(connection: Connection) -> list[str]:
    """Return the halls that this database holds, having changed nothing; at least one.

    Raises:
        DatabaseNewer, DatabaseOlder, DatabaseOfAnotherHall
    """
    _refuse_foreign(connection)
    if not inspect(connection).has_table(meta.name):
        raise DatabaseOfAnotherHall("the database is empty: no hall has written to it")
    _refuse_newer(connection)
    if version(connection) != NEWEST:
        raise DatabaseOlder(
            f"the database has version {version(connection)}, this hallcall reads "
            f"{NEWEST}; start the coordinator on it once, which brings it up"
        )
    if _signed(connection).get("app") != APP:
        raise DatabaseOfAnotherHall(f"the database belongs to another program, not to {APP}")
    halls = list(connection.scalars(select(heads.c.hall).order_by(heads.c.hall)))
    if not halls:
        raise DatabaseOfAnotherHall("no hall has written to the database")
    return halls


def version(connection: Connection) -> str | None:
    """Return the version of the tables; None if hallcall has made none."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    written: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return written


def _refuse_foreign(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and _VERSION_TABLE not in tables:
        raise DatabaseOfAnotherHall("the database belongs to another program: it is not empty")


def _refuse_newer(connection: Connection) -> None:
    current = version(connection)
    if current is not None and current not in _KNOWN:
        raise DatabaseNewer(
            f"the database has version {current}, this hallcall knows up to {NEWEST}; "
            "run the newer hallcall, or take another database"
        )


def _claim(connection: Connection, hall: str) -> None:
    written = _signed(connection)
    if not written:
        own = {"app": APP, **({"hall": hall} if connection.dialect.name == "sqlite" else {})}
        connection.execute(insert(meta), [{"name": n, "value": v} for n, v in own.items()])
    elif written.get("app") != APP:
        raise DatabaseOfAnotherHall(f"the database belongs to {written.get('app')}, not to {APP}")
    elif written.get("hall", hall) != hall:
        raise DatabaseOfAnotherHall(f'{_holds([written["hall"]])}, not "{hall}"')
    if connection.scalar(select(heads.c.hall).where(heads.c.hall == hall)) is None:
        connection.execute(insert(heads).values(hall=hall, **START._asdict()))


def _signed(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(meta))}


def _holds(halls: Sequence[str]) -> str:
    names = ", ".join(f'"{hall}"' for hall in halls)
    return f"the database holds the hall{'s' if len(halls) > 1 else ''} {names}"
