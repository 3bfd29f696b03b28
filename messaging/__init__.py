"""The line to the broker: connect, stay connected, ask and be answered, be seen as present."""

from messaging.address import BrokerAddress, Credentials
from messaging.connection import Connection, Incoming, LinkChanged, LinkState
from messaging.faults import Fault
from messaging.line import Answered, Line, LineEvent, NotAnswered, Received, Subscription

__all__ = [
    "Answered",
    "BrokerAddress",
    "Connection",
    "Credentials",
    "Fault",
    "Incoming",
    "Line",
    "LineEvent",
    "LinkChanged",
    "LinkState",
    "NotAnswered",
    "Received",
    "Subscription",
]
