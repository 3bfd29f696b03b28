"""How long a test waits for what must come."""

from typing import Final

PATIENCE_S: Final = 60.0
"""Enough for a machine that has much else to do; who waits goes on as soon as it has come."""
