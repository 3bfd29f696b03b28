"""The coordinator as a device among others: its faults, told to the technician."""

from typing import Final

from contract import topics
from contract.ids import COORDINATOR_DEVICE, HallId
from contract.messages.devices import DeviceAlarm
from coordinator.service.ports import Clock
from messaging import Connection, Fault
from messaging.faults import FaultBook

JOURNAL_UNAVAILABLE: Final = "journal.unavailable"
_HINT: Final = (
    "No ticket is given and nobody is called until the journal can be written. Make room on the "
    "coordinator's disk, or bring the database back; nothing that was answered is lost."
)
STANDBY_MISSING: Final = "standby.missing"
_STANDBY_HINT: Final = (
    "The hall works, but nobody goes on if this coordinator dies, too. Start the others, or find "
    "out what they do not reach: hallcall coordinators lists them."
)


class CoordinatorAlarms:
    """The `Alarms` of the service, published as the contract has it for every device."""

    def __init__(self, connection: Connection, hall_id: HallId, clock: Clock) -> None:
        self._connection = connection
        self._topic = topics.DEVICE_ALARM.of(hall_id, device=COORDINATOR_DEVICE)
        self._clock = clock
        self._faults = FaultBook(COORDINATOR_DEVICE)
        self._wrong: dict[str, Fault] = {}

    def journal(self, why: str | None) -> None:
        """Raise or end the alarm about the journal."""
        self._tell(JOURNAL_UNAVAILABLE, why, _HINT)

    def standby(self, why: str | None) -> None:
        """Raise or end the alarm that nobody stands by who should."""
        self._tell(STANDBY_MISSING, why, _STANDBY_HINT)

    def _tell(self, code: str, why: str | None, hint: str) -> None:
        if why is None:
            self._wrong.pop(code, None)
        else:
            self._wrong[code] = Fault(why, hint)
        changes = self._faults.update(self._wrong, self._clock.now_ms())
        if changes:
            self._publish(changes)
            self._connection.announce(self._faults.codes)

    def connected(self) -> None:
        """Tell a new line what is wrong now; our status it knows from the connection."""
        self._publish(self._faults.standing(self._clock.now_ms()))

    def _publish(self, alarms: list[DeviceAlarm]) -> None:
        for alarm in alarms:
            self._connection.publish(self._topic, alarm)
