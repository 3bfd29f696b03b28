"""What every command has that somebody makes beside the programs of the hall."""

from typing import Any, Final

from contract.ids import CommandId, EpochMs
from simulation.world.panel import PanelMachine

VALID_MS: Final = 60_000


class Envelopes:
    """Of one maker of commands, whose clock is right."""

    def __init__(self, maker: str) -> None:
        self._maker = maker
        self._count = 0

    def of(self, machine: PanelMachine) -> dict[str, Any]:
        """Return a new one, from a window's panel."""
        self._count += 1
        now_ms = machine.clock.now_ms() - machine.clock.off_ms
        return {
            "command_id": CommandId(f"{machine.entry.id}.{self._maker}.{self._count}"),
            "sent_at_ms": now_ms,
            "expires_at_ms": EpochMs(now_ms + VALID_MS),
            "window_id": machine.entry.window,
        }
