"""Expected waits as people read them."""

from typing import Final

MINUTE_MS: Final = 60_000


def minutes(wait_ms: int | None, bound_ms: int | None) -> str | None:
    """Return the range of an expected wait in whole minutes, rounded up: "10–15".

    It goes from what half of all wait to what nine in ten do not exceed. None if nothing can be
    said, "" if there is hardly any wait.
    """
    if wait_ms is None:
        return None
    low = max(1, -(-wait_ms // MINUTE_MS))
    high = -(-(wait_ms if bound_ms is None else bound_ms) // MINUTE_MS)
    if high <= 1:
        return ""
    return f"{low}–{high}" if low < high else str(low)
