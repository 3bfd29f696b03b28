"""The floors: what one exchange through the broker costs, and one row on the disk, without a hall.

The echo is a program of its own on the hall's own connection: it gives back what it gets. Its
clients are those of the load. So what is above the floors is the coordinator's, and nobody else's.
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, make_url

from broker_config import Account, BrokerFiles
from broker_config.passwords import new_password, new_salt, password_hash
from broker_config.render import access_list
from contract import topics
from contract.ids import DeviceId, HallId
from contract.topics import Role
from journal.databases import writing_engine
from messaging import BrokerAddress, Connection, Credentials, Incoming

ECHO_HALL: Final = HallId("echo")
ECHO_DEVICE: Final = DeviceId("echo")
ECHO_KIND: Final = "call_next"
ROW_CHARS: Final = 300
"""About what an event takes."""

_row: Final = Table(
    "floor",
    MetaData(),
    Column("position", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)


class CommitFloor:
    """One row a transaction, through SQLAlchemy Core, on a connection as the journal's own."""

    def __init__(self, database_url: str) -> None:
        """`database_url` is the hall's; for SQLite, the row goes to a file beside its own."""
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            url = url.set(database=str(Path(str(url.database)).with_name("floor.db")))
        self._engine: Final = writing_engine(url)
        _row.metadata.drop_all(self._engine)
        _row.metadata.create_all(self._engine)
        self._insert: Final = insert(_row)

    def measure_ms(self) -> float:
        """Commit one row; return how long it took."""
        began = time.perf_counter()
        with self._engine.begin() as connection:
            connection.execute(self._insert, {"body": "x" * ROW_CHARS})
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Leave the database as it was."""
        _row.metadata.drop_all(self._engine)
        self._engine.dispose()


def echo_accounts(clients: int) -> list[Account]:
    """Return the accounts of the echo and its clients, with the rights of a hall's programs."""
    callers = (Account(DeviceId(f"echo-{count}"), Role.CALLER) for count in range(1, clients + 1))
    return [Account(ECHO_DEVICE, Role.COORDINATOR), *callers]


def let_in(files: BrokerFiles, accounts: list[Account]) -> None:
    """Add the echo's accounts to the files of a broker that does not run yet."""
    with files.access_list.open("a") as rights, files.passwords.open("a") as passwords:
        rights.write("\n" + access_list(ECHO_HALL, accounts))
        for account in accounts:
            password = new_password()
            files.password_file(account.device_id).write_text(password)
            passwords.write(f"{account.device_id}:{password_hash(password, new_salt())}\n")


async def serve_echo(url: str, password: str) -> None:
    """Give back every command as its answer, for ever."""
    connection = Connection(
        BrokerAddress.parse(url),
        hall_id=ECHO_HALL,
        device_id=ECHO_DEVICE,
        program="echo",
        version="0",
        credentials=Credentials(ECHO_DEVICE, password),
        on_link=lambda change: print(change.state.value, flush=True),  # noqa: T201
    )

    def give_back(incoming: Incoming) -> None:
        assert incoming.response_topic is not None
        topic, payload = incoming.response_topic, incoming.payload
        connection.publish(topic, payload, correlation=incoming.correlation)

    connection.subscribe(topics.COMMAND.of(ECHO_HALL), give_back)
    await connection.run()


if __name__ == "__main__":
    asyncio.run(serve_echo(sys.argv[1], Path(sys.argv[2]).read_text()))
