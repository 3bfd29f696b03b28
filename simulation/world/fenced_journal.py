"""A line to a journal that several machines share, in place of `Journal.shared`."""

from typing import Any, Final, Protocol

from journal import Fence, JournalUnavailable
from simulation.world.clock import MachineClock
from simulation.world.journal import Disk
from simulation.world.leases import LeaseTable


class Writer(Protocol):
    """The machine at this end of the line."""

    line_cut: bool

    @property
    def disk(self) -> Disk: ...
    @property
    def table(self) -> LeaseTable: ...
    @property
    def clock(self) -> MachineClock: ...


class FencedJournal:
    """Asks the disk, and says under which lease."""

    def __init__(self, machine: Writer, hall: str, fence: Fence) -> None:
        self._machine: Final = machine
        self._hall: Final = hall
        self._fence: Final = fence

    def append(self, *rows: Any) -> None:
        """Commit, if nobody has taken the hall since."""
        self._check_line()
        self._machine.disk.append(*rows, fence=self._write)

    def keep_snapshot(self, *what: Any, **how: Any) -> None:
        """Add to the snapshot, if nobody has taken the hall since."""
        self._check_line()
        self._machine.table.check(self._hall, self._fence)
        self._machine.disk.keep_snapshot(*what, **how)

    def _write(self) -> None:
        machine = self._machine
        machine.table.check(self._hall, self._fence)
        machine.table.wrote(self._fence)
        machine.disk.written_by = machine.clock

    def _check_line(self) -> None:
        if self._machine.line_cut:
            raise JournalUnavailable("the line to the database broke")

    def __getattr__(self, name: str) -> Any:
        """Ask everything else of the database, if it can be reached."""
        self._check_line()
        return getattr(self._machine.disk, name)
