"""Before any test: no screen is needed, and nothing of the user's environment leaks in."""

import os
from collections.abc import Iterator

import pytest
import structlog

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
for name in [name for name in os.environ if name.startswith("HALLCALL_")]:
    del os.environ[name]


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what a test that runs the command line in this process sets up for all logs."""
    before = structlog.get_config()
    yield
    if structlog.get_config() != before:
        structlog.configure(**before)
