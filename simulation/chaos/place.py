"""What an attacked hall is run by, what its programs are called, and where its traces go."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from contract.hall import HallFile

BROKER: Final = "broker"
DATABASE: Final = "postgresql"
COORDINATOR: Final = "coordinator"

DatabaseKind: TypeAlias = Literal["sqlite", "postgresql"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a hall is run by, and where its traces go."""

    hall_file: Path
    hall: HallFile
    database: DatabaseKind
    seed: int
    out: Path
    coordinators: int = 1
    """With more than one, all but the owner stand by; SQLite knows only one."""

    @property
    def coordinator_names(self) -> list[str]:
        """What their programs are called."""
        more = (f"{COORDINATOR}-{number}" for number in range(2, self.coordinators + 1))
        return [COORDINATOR, *more]

    def clear(self) -> None:
        """Make room for this run's traces in the folder."""
        for name in ("tickets", "announcements", "logs", "broker"):
            shutil.rmtree(self.out / name, ignore_errors=True)
        for outbox in self.out.glob("*.outbox*"):
            outbox.unlink()
        (self.out / "tickets").mkdir(parents=True)
