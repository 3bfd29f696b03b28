"""The loudspeaker of a board: a player that writes down what it is given, and when."""

import asyncio
import re
from pathlib import Path
from typing import Final

from contract.ids import DeviceId
from simulation.chaos.evidence import Evidence, Heard

LOOK_S: Final = 0.2
_CALL: Final = re.compile(r"^(\d+) .*/(\d+-[^/]+)\.wav$")
_PLAYER: Final = """\
#!/bin/sh
# Plays a sound file: says when it began, and takes a moment.
echo "$(date +%s%3N) $1" >> "{heard}"
exec sleep 0.8
"""


class Loudspeaker:
    """Its `player` is what a display is told to play with."""

    def __init__(self, out: Path, display_id: DeviceId, evidence: Evidence) -> None:
        self.player: Final = out / "player"
        self._heard = out / "heard"
        self._display_id = display_id
        self._evidence = evidence
        self._lines = 0
        self._heard.write_text("")
        self.player.write_text(_PLAYER.format(heard=self._heard))
        self.player.chmod(0o755)

    async def listen(self) -> None:
        """Listen until cancelled."""
        while True:
            self._read()
            await asyncio.sleep(LOOK_S)

    def _read(self) -> None:
        lines = self._heard.read_text().splitlines()
        for line in lines[self._lines :]:
            if match := _CALL.match(line):
                heard = Heard(int(match[1]), self._display_id, match[2])
                self._evidence.heard.append(heard)
        self._lines = len(lines)
