"""What hangs on this machine's ports: listed, and asked without harm."""

from hardware.discovery.asking import Answer, Candidate, State, examine
from hardware.discovery.ports import Places, Port, PortKind, list_ports, port_at

__all__ = [
    "Answer",
    "Candidate",
    "Places",
    "Port",
    "PortKind",
    "State",
    "examine",
    "list_ports",
    "port_at",
]
