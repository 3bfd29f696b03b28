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

Overheard: TypeAlias = Callable[[bytes], str | None]
"""Says what sent these bytes by itself, and nothing of a person; None if it knows them not."""

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Probe:
    """What `hallcall devices` does to recognise a profile's device.

    Attributes:
        bauds: the speeds that are tried on a serial port, in this order.
        ask: one question at one speed; None for a device that must not be asked.
        hear: what is made of bytes that come unasked, after `--listen`.
        rank: lower ones are asked first. Devices that keep what they do not understand, as a
            printer does in its buffer, must be recognised before others are looked for.
        tcp_ports: the network ports where such a device listens.
    """

    bauds: tuple[int, ...]
    ask: Question | None = None
    hear: Overheard | None = None
    rank: int = 5
    tcp_ports: frozenset[int] = frozenset()


def await_reply(line: Transport, timeout_s: float, read: Callable[[bytes], R | None]) -> R | None:
    """Read until `read` makes something of the bytes, or the time is up."""
    deadline_s = monotonic() + timeout_s
    while (left_s := deadline_s - monotonic()) > 0:
        data = line.read(4096, timeout_s=left_s)
        if data and (found := read(data)) is not None:
            return found
    return None
