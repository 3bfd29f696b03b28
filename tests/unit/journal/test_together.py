"""Statements that are sent together do what they do one by one, and fail as they do."""

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from journal.databases import writing_engine
from journal.together import together
from tests.helpers.postgres import Postgres

NUMBERS = Table("numbers", MetaData(), Column("number", Integer, primary_key=True))
ADD = insert(NUMBERS)
RAISE = (
    update(NUMBERS)
    .where(NUMBERS.c.number == bindparam("old"))
    .values(number=NUMBERS.c.number + bindparam("by"))
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = writing_engine(database_url)
    NUMBERS.metadata.create_all(made)
    yield made
    made.dispose()


def numbers(engine: Engine) -> set[int]:
    with engine.connect() as connection:
        return set(connection.scalars(select(NUMBERS.c.number)))


def test_each_sees_what_those_before_it_did_and_afterwards_it_is_known(engine: Engine) -> None:
    with engine.begin() as connection, together(connection) as write:
        write(ADD, [{"number": number} for number in (1, 2, 3)])
        one = write(RAISE, [{"old": 3, "by": 10}])
        none = write(RAISE, [{"old": 3, "by": 10}])

    assert (one.rowcount, none.rowcount) == (1, 0)
    assert numbers(engine) == {1, 2, 13}


def add(engine: Engine, *added: int, cut: bool = False) -> None:
    """Add numbers in one transaction; `cut` the line to the server before they are sent."""
    with engine.begin() as connection:
        if cut:
            pid = connection.scalar(select(func.pg_backend_pid()))
            with engine.connect() as other:
                other.execute(select(func.pg_terminate_backend(pid, 5_000)))  # waits for its end
        with together(connection) as write:
            for number in added:
                write(ADD, [{"number": number}])


def test_when_one_fails_nothing_is_done_and_the_error_is_the_usual_one(engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        add(engine, 1, 1, 2)

    assert numbers(engine) == set()


def test_a_server_that_hangs_up_is_an_error_as_usual_and_the_next_line_is_a_new_one(
    postgres: Postgres,
) -> None:
    engine = writing_engine(postgres.new_database())
    NUMBERS.metadata.create_all(engine)
    with pytest.raises(OperationalError):
        add(engine, 1, cut=True)

    add(engine, 2)

    assert numbers(engine) == {2}
    engine.dispose()
