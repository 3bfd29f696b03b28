"""Runs a program without a window until it is told to end."""

import signal
from collections.abc import Callable
from typing import Protocol

from hallcall.errors import CannotRun


class Ending:
    """Called, it tells whether Ctrl-C or SIGTERM has come.

    A plain flag: a second signal may interrupt the handler of the first, and one that took a lock,
    as that of `threading.Event`, would then wait for itself.
    """

    def __init__(self) -> None:
        self._told = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._tell)

    def __call__(self) -> bool:
        return self._told

    def _tell(self, *_: object) -> None:
        self._told = True


class Gateway(Protocol):
    """A program that speaks for many devices."""

    def run(self, is_over: Callable[[], bool]) -> None: ...


def run_gateway(make: Callable[[], Gateway]) -> None:
    """Make the gateway and run it until Ctrl-C or SIGTERM. Raises `CannotRun`."""
    from hardware.errors import DeviceError

    try:
        gateway = make()
    except DeviceError as error:
        raise CannotRun(str(error)) from None
    gateway.run(Ending())
