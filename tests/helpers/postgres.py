"""A real PostgreSQL server for tests, where there is one."""

import os

import pytest

from simulation import postgres
from simulation.postgres import binaries

__all__ = ["Postgres", "binaries", "wanted"]


def wanted() -> None:
    """Skip the test where PostgreSQL is not installed; where all must be tested, fail."""
    if binaries() is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL here: scripts/setup.sh installs it")
        pytest.skip("no PostgreSQL here: apt-get install postgresql-15")


class Postgres(postgres.Postgres):
    """A server with its own data, which can be killed and started again."""

    def __init__(self) -> None:
        wanted()
        super().__init__()
