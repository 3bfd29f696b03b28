"""Waiting for something that nobody announces: look, and look again, within a bound."""

import asyncio
from collections.abc import Callable
from typing import Final

LOOK_S: Final = 0.02


async def happens(condition: Callable[[], object], timeout_s: float | None = None) -> bool:
    """Wait until `condition` holds; return False if it does not within `timeout_s`."""
    try:
        async with asyncio.timeout(timeout_s):
            while not condition():  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(LOOK_S)
    except TimeoutError:
        return False
    return True
