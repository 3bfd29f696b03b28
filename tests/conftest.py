"""Before any test: no screen is needed, and nothing of the user's environment leaks in."""

import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.helpers.databases import database_url, postgres, sqlite_url

__all__ = ["database_url", "postgres", "sqlite_url"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
for name in [name for name in os.environ if name.startswith("HALLCALL_")]:
    del os.environ[name]

# The same code has the same answer each time, on however busy a machine; `make search` draws anew.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what a test that runs the command line in this process sets up for all logs."""
    before = structlog.get_config()
    yield
    if structlog.get_config() != before:
        structlog.configure(**before)
