"""The line to the broker: connect, stay connected, ask and be answered, be seen as present."""

from messaging.address import BrokerAddress, Credentials
from messaging.connection import Connection
from messaging.faults import Fault
from messaging.hall_watch import HallWatch
from messaging.line import Answered, Line, LineEvent, NotAnswered, Received, Subscription
from messaging.link import Incoming, LinkChanged, LinkState
from messaging.presence import Tenure
from messaging.probe import BrokerProbe

__all__ = [
    "Answered",
    "BrokerAddress",
    "BrokerProbe",
    "Connection",
    "Credentials",
    "Fault",
    "HallWatch",
    "Incoming",
    "Line",
    "LineEvent",
    "LinkChanged",
    "LinkState",
    "NotAnswered",
    "Received",
    "Subscription",
    "Tenure",
]
