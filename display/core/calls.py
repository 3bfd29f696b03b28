"""What tells one call of a zone from another. Pure."""

from typing import TypeAlias

from contract.ids import EpochMs
from contract.messages.state import BoardCall

Key: TypeAlias = tuple[EpochMs, int]
"""Not `seq` alone: it begins anew with a new database."""


def key_of(call: BoardCall) -> Key:
    """Return what tells this call from every other of its zone."""
    return (call.called_at_ms, call.seq)
