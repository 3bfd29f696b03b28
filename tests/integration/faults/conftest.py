"""A street hall for every test that is unkind to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import Broker, start_broker
from tests.helpers.processes import HALL
from tests.helpers.street import Street


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path / "broker", persistence=False)
    yield started
    started.stop()


@pytest.fixture
def street(broker: Broker, tmp_path: Path) -> Iterator[Street]:
    with Street(broker, tmp_path) as made:
        yield made
