"""Being seen as present, and seeing whether somebody else is present under our id.

Each start of a program is an instance, named by a UUIDv7, and connects under a client id of its
own: a second device with the same id by mistake does not throw the first one out. Whoever finds an
older instance online withdraws, so the first stays, and both can be told apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from contract import topics
from contract.ids import DeviceId, HallId
from contract.messages.base import MalformedMessage, decode
from contract.messages.devices import DeviceState, DeviceStatus
from messaging.clock import new_command_id, now_ms


class Heard(Enum):
    """Whose status it is that stands on our topic."""

    OURSELVES = auto()
    OLDER_ONE = auto()
    """Another instance was online before us: the id is its."""
    OVERWRITTEN = auto()
    """Somebody who is gone, or must go: ours is to stand there."""


@dataclass(frozen=True)
class Tenure:
    """Whose an id is, where that is not for whoever came first."""

    holds: Callable[[], bool]
    """Whether it is ours now. If not, nothing is said any more under it."""
    alone: Callable[[], object]
    """Called when one who had it before us is gone, and with it all that was on its way."""


class Presence:
    """The presence of one instance of a device."""

    def __init__(self, hall_id: HallId, device_id: DeviceId, *, program: str, version: str) -> None:
        self.instance = str(new_command_id())
        self.client_id = f"{device_id}.{self.instance}"
        self.topic = topics.DEVICE_STATUS.of(hall_id, device=device_id)
        self._device_id = device_id
        self._program = program
        self._version = version
        self.counters: Mapping[str, int] = {}
        """What its devices have done, told with every status that is online."""

    def online(self, faults: tuple[str, ...] = ()) -> DeviceStatus:
        """Return our status while we are connected; degraded while faults stand."""
        return self._status("degraded" if faults else "online", faults)

    def offline(self) -> DeviceStatus:
        """Return our last will."""
        return self._status("offline", ())

    def heard(self, payload: bytes) -> Heard:
        """Judge a status that stands, or comes, on our own topic."""
        try:
            other: DeviceStatus = decode(payload, DeviceStatus)
        except MalformedMessage:
            return Heard.OVERWRITTEN
        if other.instance == self.instance:
            return Heard.OURSELVES
        if other.state != "offline" and other.instance < self.instance:
            return Heard.OLDER_ONE
        return Heard.OVERWRITTEN

    def goes(self, payload: bytes) -> bool:
        """Tell whether a status on our own topic says that its sender is gone."""
        try:
            other: DeviceStatus = decode(payload, DeviceStatus)
        except MalformedMessage:
            return False
        return other.state == "offline"

    def _status(self, state: DeviceState, faults: tuple[str, ...]) -> DeviceStatus:
        return DeviceStatus(
            device_id=self._device_id,
            state=state,
            at_ms=now_ms(),
            program=self._program,
            version=self._version,
            instance=self.instance,
            faults=faults,
            counters={} if state == "offline" else dict(self.counters),
        )
