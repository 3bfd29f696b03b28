"""The faults of a device: which stand, and what to say when they begin or end. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.ids import DeviceId, EpochMs
from contract.messages.devices import DeviceAlarm


@dataclass(frozen=True)
class Fault:
    """What is wrong, and what the technician can do about it."""

    message: str
    hint: str


class FaultBook:
    """Remembers the standing faults by code, and turns changes into alarms."""

    def __init__(self, device_id: DeviceId) -> None:
        self._device_id = device_id
        self._standing: dict[str, Fault] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the faults that stand, sorted."""
        return tuple(sorted(self._standing))

    def update(self, faults: Mapping[str, Fault], now_ms: EpochMs) -> list[DeviceAlarm]:
        """Take `faults` as all that stand now; return an alarm for each that began or ended."""
        begun = [code for code in faults if code not in self._standing]
        ended = [code for code in self._standing if code not in faults]
        alarms = [self._alarm(code, faults[code], raised=True, now_ms=now_ms) for code in begun]
        alarms += [self._alarm(c, self._standing[c], raised=False, now_ms=now_ms) for c in ended]
        self._standing = dict(faults)
        return alarms

    def standing(self, now_ms: EpochMs) -> list[DeviceAlarm]:
        """Return an alarm for each fault that stands, for a line that is new."""
        return [self._alarm(c, f, raised=True, now_ms=now_ms) for c, f in self._standing.items()]

    def _alarm(self, code: str, fault: Fault, *, raised: bool, now_ms: EpochMs) -> DeviceAlarm:
        return DeviceAlarm(
            device_id=self._device_id,
            code=code,
            raised=raised,
            at_ms=now_ms,
            message=fault.message,
            hint=fault.hint,
        )
