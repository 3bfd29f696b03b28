"""Windows that call by themselves."""

from contract.ids import EpochMs, WindowId
from coordinator.domain.calling import Called, call_first
from coordinator.domain.errors import NobodyWaits, StillPrinting
from coordinator.domain.hall import Hall, WindowStatus


def calls_at_ms(hall: Hall, window_id: WindowId) -> EpochMs | None:
    """Return when the window will call by itself; None if it does not, or is not free."""
    after_s = hall.file.windows[window_id].auto_call_s
    window = hall.window(window_id)
    if after_s is None or window.status is not WindowStatus.OPEN or window.ticket_id is not None:
        return None
    return EpochMs(window.since_ms + after_s * 1000)


def automatic_call(hall: Hall, window_id: WindowId, now_ms: EpochMs) -> tuple[Called, ...]:
    """Return the call of a window that has been free long enough, if somebody waits for it."""
    due_at_ms = calls_at_ms(hall, window_id)
    if due_at_ms is None or now_ms < due_at_ms:
        return ()
    try:
        return call_first(hall, hall.window(window_id), now_ms)
    except (NobodyWaits, StillPrinting):
        return ()
