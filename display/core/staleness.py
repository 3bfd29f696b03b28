"""How old what we show is. Pure."""

from dataclasses import dataclass
from typing import Final

from contract.ids import EpochMs
from messaging import HallWatch, LinkState


@dataclass(frozen=True)
class Stale:
    """What we show may not be true any more. `age_s` is None when nothing was ever heard."""

    cause: str
    """The key of its text, as "stale.lost"."""
    age_s: int | None


def stale(watch: HallWatch, now_ms: EpochMs) -> Stale | None:
    """Tell how old what we show is; None while it is as it should be."""
    cause = _cause(watch, now_ms)
    if cause is None:
        return None
    silent_ms = watch.silent_ms(now_ms)
    return Stale(cause, None if silent_ms is None else silent_ms // 1000)


def _cause(watch: HallWatch, now_ms: EpochMs) -> str | None:
    if watch.line_down(now_ms):
        return _LINK_CAUSES.get(watch.link, "stale.lost")
    if watch.hall is None:
        return "stale.connecting"
    return None if watch.alive(now_ms) else "stale.silent"


_LINK_CAUSES: Final = {
    LinkState.REFUSED: "stale.refused",
    LinkState.TAKEN_OVER: "stale.taken_over",
}
