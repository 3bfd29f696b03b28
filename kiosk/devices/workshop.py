"""What the technician's page shows of the program, and what it can do to it."""

import platform
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from hardware.counters import HIDDEN, Counters
from kiosk.devices.counting import CARD_READS, LISTS, ROLLS, SCANS, TICKETS, TICKETS_SINCE_ROLL
from qtkit.exit_codes import AGAIN

COUNTED: Final = (TICKETS, LISTS, TICKETS_SINCE_ROLL, ROLLS, CARD_READS, SCANS)
SHOWN: Final = ("hallcall", "PySide6-Essentials")


class TechniciansWorkshop:
    """The `Workshop` of a kiosk that runs.

    Args:
        code_hash: argon2, as `hallcall technician-code` writes it.
        log_lines: the last lines of the log, which holds nothing personal.
        end: ends the program with an exit code.
    """

    def __init__(
        self,
        code_hash: str,
        *,
        counters: Counters,
        log_lines: Callable[[], Sequence[str]],
        end: Callable[[int], None],
    ) -> None:
        self._hash = code_hash
        self._counters = counters
        self._log_lines = log_lines
        self._end = end

    def is_code(self, code: str) -> bool:
        """Tell whether this is the code. Takes 50 ms, on purpose."""
        try:
            return PasswordHasher().verify(self._hash, code)
        except (Argon2Error, InvalidHashError):
            return False

    def counters(self) -> Mapping[str, int]:
        assert not any(name.startswith(HIDDEN) for name in COUNTED)
        return {name: self._counters.get(name) for name in COUNTED}

    def log_lines(self) -> Sequence[str]:
        return self._log_lines()

    def versions(self) -> Sequence[str]:
        return _versions()

    def restart(self) -> None:
        self._end(AGAIN)

    def leave(self) -> None:
        self._end(0)


@cache
def _versions() -> Sequence[str]:
    return [f"{name} {_version(name)}" for name in SHOWN] + [
        f"Python {platform.python_version()}",
        platform.platform(terse=True),
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
