"""The devices' accounts at a test's broker."""

from broker_config import Broker
from contract.ids import DeviceId
from messaging import Credentials


def credentials(broker: Broker, device_id: DeviceId) -> Credentials:
    """Return the account of a device, as the broker's files have it."""
    return Credentials(device_id, broker.files.password_file(device_id).read_text().strip())
