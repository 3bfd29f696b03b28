"""How long a driver waits before it tries a device again."""

from collections.abc import Sequence


def pause_s(backoff_s: Sequence[float], failures: int) -> float:
    """Return the pause after `failures` failures in a row before this one; the last is for ever."""
    return backoff_s[min(failures, len(backoff_s) - 1)]
