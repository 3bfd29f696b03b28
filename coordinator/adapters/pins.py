"""Clerks' PINs: their hashes in a file beside the coordinator, checked on a thread of their own.

A PIN is short, so its hash is slow on purpose and is kept from the panels; and who guesses at a
panel is slowed down far more.
"""

import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import structlog
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import Argon2Error, InvalidHashError

from contract.ids import ClerkId, DeviceId, EpochMs
from coordinator.domain.commands import PinCheck
from coordinator.service.ports import Clock

log = structlog.get_logger("coordinator")

HASHER: Final = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
"""46 MiB, once: what OWASP recommends (Password Storage Cheat Sheet), 50 ms on a small PC."""

TRIES_MAX: Final = 5
"""Wrong PINs of one clerk at one panel before each further one costs `LOCK_MS`."""
LOCK_MS: Final = 30_000
WAITING_MAX: Final = 16
"""More sign-ins at one moment than this is no morning rush but an attack."""


class PinsFileInvalid(ValueError):
    """The file of PINs cannot be read as such; the text says why, and quotes no hash."""


def read_pins(path: Path) -> dict[ClerkId, str]:
    """Return the hash of each clerk. Raises `PinsFileInvalid`, `OSError`."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PinsFileInvalid(f"{path} cannot be read: {error}") from None
    for clerk_id, entry in entries.items():
        try:
            extract_parameters(entry)
        except (InvalidHashError, AttributeError):
            raise PinsFileInvalid(
                f'{path}: what stands for "{clerk_id}" is no hash; make one with: hallcall pin'
            ) from None
    return {ClerkId(clerk_id): entry for clerk_id, entry in entries.items()}


class _Tries(NamedTuple):
    wrong: int = 0
    locked_until_ms: EpochMs = EpochMs(0)


class CheckedPins:
    """The `Pins` of the service. Not for several threads, but for the one inside.

    Args:
        later: has a call made on the thread that owns this.
    """

    def __init__(
        self,
        hashes: Mapping[ClerkId, str],
        *,
        clock: Clock,
        later: Callable[[Callable[[], object]], object],
    ) -> None:
        self._hashes = hashes
        self._clock = clock
        self._later = later
        self._tries: dict[tuple[DeviceId, ClerkId], _Tries] = {}
        self._waiting = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pins")

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)

    def check(
        self,
        device_id: DeviceId,
        clerk_id: ClerkId,
        pin: str | None,
        *,
        then: Callable[[PinCheck], object],
    ) -> None:
        """Find out whether this is the clerk's PIN, and `then` say so."""
        expected, key = self._hashes.get(clerk_id), (device_id, clerk_id)
        if pin is None:
            then(PinCheck.NOT_GIVEN)
        elif expected is None:
            then(PinCheck.WRONG)
        elif self._waiting >= WAITING_MAX or self._is_locked(key):
            then(PinCheck.LOCKED)
        else:
            self._waiting += 1
            checked = self._thread.submit(_is_right, expected, pin)
            checked.add_done_callback(
                lambda future: self._later(partial(self._checked, key, future, then))
            )

    def _is_locked(self, key: tuple[DeviceId, ClerkId]) -> bool:
        left_ms = self._tries.get(key, _Tries()).locked_until_ms - self._clock.now_ms()
        return 0 < left_ms <= LOCK_MS  # more than that, and the clock was set back

    def _checked(
        self,
        key: tuple[DeviceId, ClerkId],
        future: Future[bool],
        then: Callable[[PinCheck], object],
    ) -> None:
        self._waiting -= 1
        if future.cancelled():
            return
        if future.result():
            self._tries.pop(key, None)
            then(PinCheck.RIGHT)
            return
        wrong = min(self._tries.get(key, _Tries()).wrong + 1, TRIES_MAX)
        lock_ms = LOCK_MS if wrong == TRIES_MAX else 0
        self._tries[key] = _Tries(wrong, EpochMs(self._clock.now_ms() + lock_ms))
        log.warning("pin.wrong", device_id=key[0], clerk_id=key[1], wrong=wrong)
        then(PinCheck.WRONG)


def _is_right(expected: str, pin: str) -> bool:
    try:
        return HASHER.verify(expected, pin)
    except Argon2Error:
        return False
