"""How to find out, without harm, what hangs on a port."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TypeAlias, TypeVar

from hardware.transport import Transport

Question: TypeAlias = Callable[[Transport], str | None]
"""Asks on an open line and returns what the device says it is; None if it is silent.

Must send nothing that any device prints, shows, moves for or keeps. May raise `DeviceError`.
"""

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Probe:
    """What `hallcall devices` does to recognise a profile's device.

    Attributes:
        ask: one question at one speed.
        bauds: the speeds that are tried on a serial port, in this order.
        rank: lower ones are asked first. Devices that keep what they do not understand, as a
            printer does in its buffer, must be recognised before others are looked for.
        tcp_ports: the network ports where such a device listens.
    """

    ask: Question
    bauds: tuple[int, ...]
    rank: int
    tcp_ports: frozenset[int] = frozenset()


def await_reply(line: Transport, timeout_s: float, read: Callable[[bytes], R | None]) -> R | None:
    """Read until `read` makes something of the bytes, or the time is up."""
    deadline_s = monotonic() + timeout_s
    while (left_s := deadline_s - monotonic()) > 0:
        data = line.read(4096, timeout_s=left_s)
        if data and (found := read(data)) is not None:
            return found
    return None
