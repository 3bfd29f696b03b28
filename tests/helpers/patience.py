"""How long a test waits for what must come."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE_S: Final = 60.0
"""Enough for a machine that has much else to do; who waits goes on as soon as it has come."""


def wait_until(
    condition: Callable[[], object], what: str = "", *, timeout_s: float = PATIENCE_S
) -> None:
    """Look until `condition` holds; fail after `timeout_s`. Where Qt has to run: `qt.wait_for`."""
    end_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end_s, f"did not happen within {timeout_s:g} s: {what}"
        time.sleep(0.01)
