"""A street hall with its real broker and coordinator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import start_broker
from tests.helpers.processes import HALL
from tests.helpers.street import Street


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    broker = start_broker(HALL, tmp_path / "broker", persistence=False)
    with Street(broker, tmp_path) as made:
        yield made
    broker.stop()
