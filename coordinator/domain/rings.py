"""Somebody at a kiosk rings for a person."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from contract.hall.alarms import RING_LAPSES_MS
from contract.ids import DeviceId, EpochMs, WindowId
from coordinator.domain import checks, errors
from coordinator.domain.commands import AnswerRing, Ring
from coordinator.domain.events import Event, KioskRang, RingAnswered, RingLapsed
from coordinator.domain.hall import Hall


def ring(hall: Hall, command: Ring, now_ms: EpochMs) -> tuple[KioskRang, ...]:
    """Ring. Ringing again changes nothing until somebody has answered."""
    kiosk = checks.kiosk(hall, command.device_id)
    if kiosk.id in hall.day.rings:
        return ()
    if not hearing(hall, kiosk.id):
        raise errors.NobodyToRing(kiosk=kiosk.id)
    return (KioskRang(at_ms=now_ms, kiosk_id=kiosk.id, language=command.language),)


def answer(hall: Hall, command: AnswerRing, now_ms: EpochMs) -> tuple[RingAnswered]:
    """Say that somebody is coming: whoever it rings for, or hears of it."""
    window = checks.senders_window(hall, command)
    clerk_id = checks.attended(window)
    if command.of_kiosk_id not in hall.day.rings:
        raise errors.NoRing(kiosk=command.of_kiosk_id)
    return (
        RingAnswered(
            at_ms=now_ms, kiosk_id=command.of_kiosk_id, window_id=window.id, clerk_id=clerk_id
        ),
    )


def lapsed(hall: Hall, now_ms: EpochMs) -> Iterator[RingLapsed]:
    """Yield the end of what has rung for too long."""
    for kiosk_id, since_ms in hall.day.rings.items():
        if now_ms - since_ms >= RING_LAPSES_MS:
            yield RingLapsed(at_ms=now_ms, kiosk_id=kiosk_id)


def hearing(hall: Hall, kiosk_id: DeviceId) -> frozenset[WindowId]:
    """Return the windows at whose panels it rings.

    They are the supervisors'; while none is signed in, those of the kiosk's zone; and while nobody
    is there, all at which somebody is.
    """
    kiosk = hall.file.kiosks.get(kiosk_id)
    manned = [
        hall.file.windows[panel.window]
        for panel in hall.file.caller
        if panel.panel and hall.window(panel.window).clerk_id is not None
    ]
    supervised = frozenset(window.id for window in manned if _supervised(hall, window.id))
    near = frozenset(window.id for window in manned if kiosk and window.zone == kiosk.zone)
    return supervised or near or frozenset(window.id for window in manned)


def _supervised(hall: Hall, window_id: WindowId) -> bool:
    clerk_id = hall.window(window_id).clerk_id
    clerk = hall.file.clerks.get(clerk_id) if clerk_id else None
    return clerk is not None and clerk.role == "supervisor"


def _rang(hall: Hall, event: KioskRang) -> None:
    hall.day.rings[event.kiosk_id] = event.at_ms


def _over(hall: Hall, event: RingAnswered | RingLapsed) -> None:
    hall.day.rings.pop(event.kiosk_id, None)


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    KioskRang: _rang,
    RingAnswered: _over,
    RingLapsed: _over,
}
