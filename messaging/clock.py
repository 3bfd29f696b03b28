"""The wall clock and new ids, for the shells around the pure parts."""

import time

import uuid_utils

from contract.ids import CommandId, EpochMs


def now_ms() -> EpochMs:
    """Return the time, in UTC milliseconds since 1970-01-01."""
    return EpochMs(time.time_ns() // 1_000_000)


def steady_ms() -> int:
    """Return milliseconds since some moment; they never jump, whoever sets the clock."""
    return time.monotonic_ns() // 1_000_000


def new_command_id() -> CommandId:
    """Return a new id, later ids sorting after earlier ones (UUIDv7)."""
    return CommandId(str(uuid_utils.uuid7()))
