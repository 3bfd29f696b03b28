"""What a program's exit code asks of whoever watches it."""

from typing import Final

AGAIN: Final = 75
"""To be started again at once."""
