"""`hallcall coordinators`: who decides in which hall, and who stands by?"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from hallcall.options import AsJson, Database, database_url
from hallcall.storage import journal_errors
from hallcall.tables import show_table

if TYPE_CHECKING:
    from journal import LeaseRow, ProcessRow

COLUMNS: Final = ("hall", "process", "is", "reaches_broker", "silent_s", "since", "why")


def coordinators(database: Database, *, as_json: AsJson = False) -> None:
    """List the halls of a PostgreSQL database, with who decides in each and who stands by.

    A process is named by its machine and its number there. Why a hall came to its owner stands
    beside it.
    """
    from journal import look, onlooker

    with journal_errors(database), onlooker(database_url(database)) as engine:
        leases, processes = look(engine)
    show_table(database_name(database), COLUMNS, _rows(leases, processes), as_json=as_json)


def database_name(database: str) -> str:
    """Return what stands above the table."""
    from hallcall.options import without_password

    return f"coordinators on {without_password(database)}"


def _rows(leases: "Sequence[LeaseRow]", processes: "Sequence[ProcessRow]") -> list[tuple[Any, ...]]:
    from journal import LEASE_MS

    owned = {lease.hall: lease for lease in leases}
    rows: list[tuple[Any, ...]] = []
    for row in sorted(processes, key=lambda row: (row.hall, row.place)):
        lease = owned.get(row.hall)
        is_owner = lease is not None and lease.owner == row.process and lease.left_ms > 0
        what = "owner" if is_owner else "silent" if row.silent_ms > LEASE_MS else "stands by"
        moved = (_time(lease.since_ms), lease.why) if lease is not None and is_owner else ("", "")
        reaches = "yes" if row.reaches_broker else "no"
        rows.append((row.hall, row.place, what, reaches, round(row.silent_ms / 1000, 1), *moved))
    alone = [lease for lease in leases if not lease.owner or lease.left_ms <= 0]
    rows += [(lease.hall, "", "has no owner", "", "", "", lease.why) for lease in alone]
    return rows


def _time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
