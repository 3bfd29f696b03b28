"""What the person at the command line can act on; anything else is our bug."""

from typing import Final

EXIT_FAILED: Final = 1
EXIT_INTERRUPTED: Final = 130


class CannotRun(Exception):
    """Something outside the program is not as it must be. The text says what, and what to do."""
