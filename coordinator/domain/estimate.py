"""How long a citizen will probably wait."""


def expected_wait_ms(*, ahead: int, mean_service_s: int, open_windows: int) -> int | None:
    """Return the expected wait behind `ahead` people, or None if no window is open for them.

    A first estimate: every open window is taken to serve this line alone.
    """
    if open_windows == 0:
        return None
    return ahead * mean_service_s * 1000 // open_windows
