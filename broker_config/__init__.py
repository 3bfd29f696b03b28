"""From a hall file to a running broker: its configuration, its accounts, its access rules."""

from broker_config.accounts import Account, accounts_of
from broker_config.errors import BrokerError, PortInUse
from broker_config.process import Broker, find_mosquitto, free_port, start_broker
from broker_config.write import BrokerFiles, generate

__all__ = [
    "Account", "Broker", "BrokerError", "BrokerFiles", "PortInUse", "accounts_of", "find_mosquitto",
    "free_port", "generate", "start_broker",
]  # fmt: skip
