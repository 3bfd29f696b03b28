"""Windows with an LED bar, closed after the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest

from tests.unit.hardware.led.bench import Window


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def make(**options: Any) -> Window:
        opened.append(Window(tmp_path, **options))
        opened[-1].line.start()
        return opened[-1]

    yield make
    for window in opened:
        window.close()
        with pytest.raises(Empty):  # nothing was said twice
            window.events.get_nowait()
