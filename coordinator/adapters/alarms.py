"""The coordinator as a device among others: its one fault, told to the technician."""

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


class CoordinatorAlarms:
    """The `Alarms` of the service, published as the contract has it for every device."""

    def __init__(self, connection: Connection, hall_id: HallId, clock: Clock) -> None:
        self._connection = connection
        self._topic = topics.DEVICE_ALARM.of(hall_id, device=COORDINATOR_DEVICE)
        self._clock = clock
        self._faults = FaultBook(COORDINATOR_DEVICE)

    def journal(self, why: str | None) -> None:
        """Raise or end the alarm about the journal."""
        faults = {} if why is None else {JOURNAL_UNAVAILABLE: Fault(why, _HINT)}
        changes = self._faults.update(faults, self._clock.now_ms())
        if changes:
            self._publish(changes)
            self._connection.announce(self._faults.codes)

    def connected(self) -> None:
        """Tell a new line what is wrong now; our status it knows from the connection."""
        self._publish(self._faults.standing(self._clock.now_ms()))

    def _publish(self, alarms: list[DeviceAlarm]) -> None:
        for alarm in alarms:
            self._connection.publish(self._topic, alarm)
